import type { Engine } from "../engine/engine.js";
import { identifier, join, raw, type Sql, sql } from "../engine/sql.js";
import { choiceExpression } from "./choice.js";
import type { Field } from "./field.js";
import type { FileMapping } from "./file-mapping.js";
import { bareSample, bareText } from "./formats/bare-text.js";
import { dateExpression } from "./formats/date-format.js";
import { numberExpression } from "./formats/number-format.js";
import { settleDateFormat } from "./formats/settle-date-format.js";
import { settleDecimalMark } from "./formats/settle-decimal-mark.js";
import type { LoadOptions } from "./load-options.js";
import { type RawTable, rawColumn } from "./raw-table.js";
import { FIRST_FILTER } from "./row-state.js";

/** How the cells of one column become values. */
export interface Reading {
  readonly header: string;
  readonly field: Field;
  readonly text: Sql;
  readonly value: Sql;
  /** Whether a filled cell may come out empty. */
  readonly mayBeUnread: boolean;
}

/** Settles how the column of a field is read. */
export async function readingOf(
  engine: Engine,
  file: RawTable,
  mapping: FileMapping,
  field: Field,
  options: LoadOptions,
): Promise<Reading> {
  const index = mapping.indexOf(field.name)!;
  const column = raw(rawColumn(index));
  const header = file.headers[index] ?? "";
  const text = bareText(column, field.type === "identifier" ? "identifier" : "text");
  const base = { header, field, text };
  const samples = file.samples.map((row) => bareSample(row[index] ?? "")).filter((cell) => cell !== "");
  const relation = () => file.relation();
  switch (field.type) {
    case "date": {
      const order = options.dateOrder === undefined ? {} : { order: options.dateOrder };
      const asked = {
        file: file.name,
        header,
        column,
        samples,
        relation,
        ...order,
        fallback: mapping.preset?.dateOrder,
      };
      return { ...base, value: dateExpression(column, await settleDateFormat(engine, asked)), mayBeUnread: true };
    }
    case "number":
    case "money": {
      const mark =
        options.decimal ??
        (await settleDecimalMark(engine, column, relation, samples, file.form.delimiter === ";")).mark;
      const number = numberExpression(sql`rtrim(${column}, ' %')`, mark);
      const worded = field.choices === undefined ? [] : [sql`${choiceExpression(field, text)}::DOUBLE`];
      return { ...base, value: sql`coalesce(${join([number, ...worded])})`, mayBeUnread: true };
    }
    case "choice":
      return { ...base, value: choiceExpression(field, text), mayBeUnread: true };
    case "flag": {
      // A day in the place of a yes says yes.
      const day = dateExpression(column, { order: "dmy", numbers: "none" });
      const known = sql`CASE ${choiceExpression(field, text)} WHEN 'yes' THEN true WHEN 'no' THEN false END`;
      return { ...base, value: sql`coalesce(${known}, CASE WHEN ${day} IS NOT NULL THEN true END)`, mayBeUnread: true };
    }
    default:
      return { ...base, value: field.name === "email" ? sql`lower(${text})` : text, mayBeUnread: false };
  }
}

/** The column that holds such a text. */
export const unread = (name: string): string => `unread ${name}`;

/** For each reading the text that did not become a value, until the remarks are made. */
export function unreadColumns(readings: ReadonlyMap<string, Reading>): Sql {
  const columns = [...readings]
    .filter(([, reading]) => reading.mayBeUnread)
    .map(
      ([name, { text, value }]) => sql`, CASE WHEN ${value} IS NULL THEN ${text} END AS ${identifier(unread(name))}`,
    );
  return join(columns, "");
}

/** Names the words and values that were not understood, by column, the commonest first. */
export async function namedLosses(
  engine: Engine,
  table: string,
  readings: ReadonlyMap<string, Reading>,
): Promise<string[]> {
  const remarks: string[] = [];
  for (const [name, { header, field, mayBeUnread }] of readings) {
    if (!mayBeUnread) continue;
    const column = identifier(unread(name));
    const rows = await engine.rows<{ text: string; count: number }>(sql`
      SELECT ${column} AS text, count(*) AS count FROM ${identifier(table)}
      WHERE state < ${raw(String(FIRST_FILTER))} AND ${column} IS NOT NULL GROUP BY 1 ORDER BY count DESC, text LIMIT 6`);
    if (rows.length === 0) continue;
    const named = rows.slice(0, 5).map((row) => `"${row.text}" (${row.count})`);
    const kinds = field.type === "choice" ? `; known are ${Object.keys(field.choices ?? {}).join(", ")}` : "";
    remarks.push(
      `values of column ${header} that are no ${field.name} were left out: ${named.join(", ")}${rows.length > 5 ? ", …" : ""}${kinds}`,
    );
  }
  return remarks;
}
