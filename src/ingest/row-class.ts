import { join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { headerKey } from "./normalise-header.js";
import type { Condition, RowRule } from "./preset.js";
import { rawColumn } from "./raw-table.js";
import { ROW_STATES, stateOfClass } from "./row-state.js";

/** Finds a raw column by the header a preset names. */
export type ColumnOfHeader = (header: string) => Sql | undefined;

export function columnFinder(headers: readonly string[]): ColumnOfHeader {
  const byKey = new Map<string, number>();
  headers.forEach((header, index) => {
    const key = headerKey(header);
    if (!byKey.has(key)) byKey.set(key, index);
  });
  return (header) => {
    const index = byKey.get(headerKey(header));
    return index === undefined ? undefined : raw(rawColumn(index));
  };
}

/** SQL for a preset's rules: the state of the first rule that holds, null where none does. */
export function ruleExpression(rules: readonly RowRule[], columnOf: ColumnOfHeader): Sql {
  const cases = rules.flatMap((rule) => {
    const when = rule.when === undefined ? null : conditionExpression(rule.when, columnOf);
    const unless = rule.unless === undefined ? null : conditionExpression(rule.unless, columnOf);
    if (when === undefined || unless === undefined) return [];
    const tests = [...(when === null ? [] : [when]), ...(unless === null ? [] : [sql`NOT ${unless}`])];
    return [sql`WHEN ${join(tests, " AND ")} THEN ${raw(String(stateOfClass(rule.class)))}`];
  });
  return cases.length === 0 ? raw("NULL::UTINYINT") : sql`(CASE ${join(cases, " ")} END)`;
}

/** SQL that is true where the condition holds, never null; undefined where the file lacks the header. */
function conditionExpression(condition: Condition, columnOf: ColumnOfHeader): Sql | undefined {
  const column = columnOf(condition.header);
  if (column === undefined) return undefined;
  const text = sql`lower(trim(coalesce(${column}, '')))`;
  const texts = (values: readonly string[]): Sql[] => values.map((value) => literal(value.trim().toLowerCase()));
  const tests: Sql[] = [];
  if (condition.equals !== undefined) tests.push(sql`${text} IN (${join(texts(condition.equals))})`);
  for (const start of texts(condition.startsWith ?? [])) tests.push(sql`starts_with(${text}, ${start})`);
  for (const part of texts(condition.contains ?? [])) tests.push(sql`contains(${text}, ${part})`);
  if (condition.listHas !== undefined) {
    tests.push(
      sql`list_has_any(list_transform(string_split(${text}, ','), lambda x: trim(x)), [${join(texts(condition.listHas))}])`,
    );
  }
  if (condition.filled !== undefined) tests.push(condition.filled ? sql`${text} <> ''` : sql`${text} = ''`);
  return sql`(${join(tests, " OR ")})`;
}

/** SQL for the general status vocabulary: the state that a status text stands for, null where it is not known. */
export function statusExpression(column: Sql, vocabulary: ReadonlyMap<string, keyof typeof ROW_STATES>): Sql {
  const byState = new Map<number, Sql[]>();
  for (const [text, rowClass] of vocabulary) {
    const state = ROW_STATES[rowClass];
    byState.set(state, [...(byState.get(state) ?? []), literal(text)]);
  }
  const cases = [...byState].map(
    ([state, texts]) => sql`WHEN lower(trim(${column})) IN (${join(texts)}) THEN ${raw(String(state))}`,
  );
  return sql`(CASE ${join(cases, " ")} END)`;
}
