import { join, raw, type Sql, sql } from "../engine/sql.js";
import { answerCell } from "./answer-cell.js";
import type { RecordRole } from "./field.js";
import type { FileMapping } from "./file-mapping.js";
import { bareText } from "./formats/bare-text.js";
import type { RawTable } from "./raw-table.js";
import { RECORD_KINDS } from "./record-kinds.js";
import type { Reading } from "./record-readings.js";
import { repeatedHeader } from "./repeated-header.js";
import { columnFinder, ruleExpression } from "./row-class.js";
import { FIRST_FILTER, ROW_STATES } from "./row-state.js";
import type { WideForm } from "./wide-form.js";

/** The first of the fields that name the customer which has a value; a name only where the file has nothing better. */
export function customerKey(naming: readonly string[], mapping: FileMapping): Sql {
  const present = naming.filter((name) => mapping.columnOf(name) !== undefined);
  const keys = present
    .filter((name) => name !== "customer_name" || present.length === 1)
    .map((name) => {
      const key = bareText(sql`(${mapping.columnOf(name)!})`, "identifier");
      return name === "email" ? sql`lower(${key})` : key;
    });
  return keys.length === 0 ? raw("NULL::VARCHAR") : sql`coalesce(${join(keys)})`;
}

/** SQL for what becomes of a record, before anything is known of the others. */
export function recordState(
  file: RawTable,
  mapping: FileMapping,
  readings: ReadonlyMap<string, Reading>,
  wide: WideForm | null,
): Sql {
  const kind = RECORD_KINDS[mapping.role as RecordRole];
  const state = (name: keyof typeof ROW_STATES): Sql => raw(String(ROW_STATES[name]));
  const cases = [
    sql`WHEN ${repeatedHeader(
      file.headers,
      mapping.matched.slice(0, 3).map((column) => column.index),
    )} THEN ${state("repeated-header")}`,
  ];
  if (wide !== null && wide.labelRow !== null) cases.push(sql`WHEN ${wide.labelRow} THEN ${state("label-row")}`);
  const { rules } = mapping.preset ?? {};
  if (rules !== undefined) {
    const voided = ruleExpression(rules, columnFinder(file.headers));
    cases.push(sql`WHEN ${voided} >= ${raw(String(FIRST_FILTER))} THEN ${voided}`);
  }
  if (wide !== null) {
    const answers = wide.questions.map(({ index }) => answerCell(index));
    cases.push(sql`WHEN coalesce(${join(answers)}) IS NULL THEN ${state("no-answer")}`);
  }
  if (!kind.isAnonymousAllowed) {
    cases.push(sql`WHEN ${customerKey(kind.customer, mapping)} IS NULL THEN ${state("no-customer")}`);
  }
  for (const name of wide === null ? kind.filled : []) {
    const reading = readings.get(name)!;
    if (name === "date") {
      cases.push(
        sql`WHEN ${reading.text} IS NULL THEN ${state("no-date")} WHEN ${reading.value} IS NULL THEN ${state("bad-date")}`,
      );
    } else if (name === "answer") {
      cases.push(sql`WHEN ${reading.text} IS NULL THEN ${state("no-answer")}`);
    } else {
      cases.push(sql`WHEN ${reading.text} IS NULL THEN ${state("incomplete")}`);
    }
  }
  for (const { field, value } of readings.values()) {
    if (field.range === undefined) continue;
    const [least, greatest] = field.range;
    cases.push(
      sql`WHEN ${value} NOT BETWEEN ${raw(String(least))} AND ${raw(String(greatest))} THEN ${state("out-of-range")}`,
    );
  }
  return sql`(CASE ${join(cases, " ")} ELSE 0 END)`;
}
