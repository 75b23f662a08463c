import type { Engine } from "../engine/engine.js";
import { identifier, join, raw, type Sql, sql } from "../engine/sql.js";
import type { FileAccounting } from "./accounting.js";
import { choiceExpression } from "./choice.js";
import type { Field, RecordRole } from "./field.js";
import { fieldsOf } from "./fields/index.js";
import { type FileMapping, requireAnyOf } from "./file-mapping.js";
import { bareSample, bareText } from "./formats/bare-text.js";
import { dateExpression } from "./formats/date-format.js";
import { numberExpression } from "./formats/number-format.js";
import { settleDateFormat } from "./formats/settle-date-format.js";
import { settleDecimalMark } from "./formats/settle-decimal-mark.js";
import { judgeLeftovers } from "./judge-leftovers.js";
import type { LoadOptions } from "./load-options.js";
import { account } from "./load-transactions.js";
import { type RawTable, rawColumn } from "./raw-table.js";
import { recordColumns } from "./record-columns.js";
import { RECORD_KINDS } from "./record-kinds.js";
import { repeatedHeader } from "./repeated-header.js";
import { FIRST_FILTER, ROW_STATES } from "./row-state.js";

/** A file of records, loaded and accounted for. */
export interface LoadedRecords {
  readonly table: string;
  readonly accounting: FileAccounting;
  readonly remarks: readonly string[];
  /** Fields that the file has. */
  readonly fields: readonly string[];
}

/**
 * Loads a file of interactions, referrals, responses, contacts or opportunities into the table `ROLE_NUMBER`: one row a
 * record, in file order, with the columns of `recordColumns` and `state`. Words for choices are understood in five
 * languages; a word that is not known is left out and named, never a reason to lose the record.
 *
 * @throws CrmError `column-missing`, `date-order-undecidable`
 */
export async function loadRecords(
  engine: Engine,
  file: RawTable,
  mapping: FileMapping,
  options: LoadOptions,
  fileNumber: number,
): Promise<LoadedRecords> {
  const role = mapping.role as RecordRole;
  const kind = RECORD_KINDS[role];
  for (const { anyOf, why } of kind.required) requireAnyOf(file, mapping, anyOf, why);
  const table = `${role}_${fileNumber}`;
  const fields = fieldsOf(role).filter((field) => mapping.columnOf(field.name) !== undefined);
  const readings = new Map<string, Reading>();
  for (const field of fields) readings.set(field.name, await readingOf(engine, file, mapping, field, options));

  const value = (name: string, type: string): Sql => {
    const reading = readings.get(name === "record_id" ? (kind.id ?? "") : name === "day" ? "date" : name);
    return reading === undefined ? raw(`NULL::${type}`) : sql`${reading.value}::${raw(type)}`;
  };
  const columns = recordColumns(role).map(({ name, sqlType }) =>
    name === "customer_id"
      ? sql`${customerKey(kind.customer, mapping)} AS customer_id`
      : sql`${value(name, sqlType)} AS ${identifier(name)}`,
  );
  const loaded = await file.load(
    table,
    (relation) => sql`SELECT ${join(columns)}, ${recordState(file, mapping, readings)}::UTINYINT AS state
      ${unreadColumns(readings)} FROM ${relation}`,
  );
  if (kind.id !== undefined && readings.has(kind.id) && role !== "responses") await markRepeated(engine, table);
  const counts = await engine.rows<{ state: number; count: number }>(
    sql`SELECT state, count(*) AS count FROM ${identifier(table)} GROUP BY state ORDER BY state`,
  );
  const states = new Map(counts.map((row) => [row.state, row.count]));
  const leftovers = await judgeLeftovers(engine, file, mapping, table, loaded, fileNumber);
  const remarks = [...loaded.remarks, ...(await namedLosses(engine, table, readings))];
  for (const [name, reading] of readings) {
    if (reading.mayBeUnread) await engine.run(sql`ALTER TABLE ${identifier(table)} DROP ${identifier(unread(name))}`);
  }
  return {
    table,
    accounting: account(file.name, loaded, states, leftovers, role),
    remarks,
    fields: fields.map((field) => field.name),
  };
}

/** How the cells of one column become values. */
interface Reading {
  readonly header: string;
  readonly field: Field;
  readonly text: Sql;
  readonly value: Sql;
  /** Whether a filled cell may come out empty. */
  readonly mayBeUnread: boolean;
}

async function readingOf(
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

/** The first of the fields that name the customer which has a value; a name only where the file has nothing better. */
function customerKey(naming: readonly string[], mapping: FileMapping): Sql {
  const present = naming.filter((name) => mapping.columnOf(name) !== undefined);
  const keys = present
    .filter((name) => name !== "customer_name" || present.length === 1)
    .map((name) => {
      const key = bareText(sql`(${mapping.columnOf(name)!})`, "identifier");
      return name === "email" ? sql`lower(${key})` : key;
    });
  return keys.length === 0 ? raw("NULL::VARCHAR") : sql`coalesce(${join(keys)})`;
}

function recordState(file: RawTable, mapping: FileMapping, readings: ReadonlyMap<string, Reading>): Sql {
  const kind = RECORD_KINDS[mapping.role as RecordRole];
  const state = (name: keyof typeof ROW_STATES): Sql => raw(String(ROW_STATES[name]));
  const cases = [
    sql`WHEN ${repeatedHeader(
      file.headers,
      mapping.matched.slice(0, 3).map((column) => column.index),
    )} THEN ${state("repeated-header")}`,
  ];
  if (!kind.isAnonymousAllowed) {
    cases.push(sql`WHEN ${customerKey(kind.customer, mapping)} IS NULL THEN ${state("no-customer")}`);
  }
  for (const name of kind.filled) {
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

const unread = (name: string): string => `unread ${name}`;

/** For each reading the text that did not become a value, until the remarks are made. */
function unreadColumns(readings: ReadonlyMap<string, Reading>): Sql {
  const columns = [...readings]
    .filter(([, reading]) => reading.mayBeUnread)
    .map(
      ([name, { text, value }]) => sql`, CASE WHEN ${value} IS NULL THEN ${text} END AS ${identifier(unread(name))}`,
    );
  return join(columns, "");
}

/** Names the words and values that were not understood, by column, the commonest first. */
async function namedLosses(engine: Engine, table: string, readings: ReadonlyMap<string, Reading>): Promise<string[]> {
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

/** Of two records with the same identifier in one file the later stays. */
async function markRepeated(engine: Engine, table: string): Promise<void> {
  await engine.run(sql`UPDATE ${identifier(table)} SET state = ${raw(String(ROW_STATES["duplicate-record"]))}
    WHERE state = 0 AND record_id IS NOT NULL AND rowid NOT IN (
      SELECT max(rowid) FROM ${identifier(table)} WHERE state = 0 AND record_id IS NOT NULL GROUP BY record_id)`);
}
