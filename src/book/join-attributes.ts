import type { Column, ColumnType } from "../columns/column.js";
import type { Engine } from "../engine/engine.js";
import { identifier, join, raw, type Sql, sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import { CUSTOMER_FIELDS } from "../ingest/fields/index.js";
import { bareText } from "../ingest/formats/bare-text.js";
import { matchColumns } from "../ingest/match-columns.js";
import { type RawTable, rawColumn } from "../ingest/raw-table.js";
import { knownCustomers } from "./activity-summaries.js";
import type { Book, JoinedAttribute } from "./book.js";

/** What became of the records of a joined file: `read = joined + repeated + unknown + without id + rejected`. */
export interface JoinedFile {
  readonly file: string;
  readonly read: number;
  /** Customers that have a record. */
  readonly joined: number;
  /** Records that a later one for the same customer replaced. */
  readonly repeated: number;
  /** Records of customers that no other file knows. */
  readonly unknown: number;
  readonly withoutId: number;
  readonly rejected: number;
  /** Names under which the columns are to be had. */
  readonly columns: readonly string[];
}

/** The index of the column that holds the customers' ids; -1 where the table has none. */
export function customerIdColumn(table: RawTable): number {
  const exact = table.headers.indexOf("customer_id");
  if (exact >= 0) return exact;
  const { columns } = matchColumns(table.headers, "customers", { samples: table.samples });
  return columns.find((column) => column.field === "customer_id")?.index ?? -1;
}

/**
 * Adds the columns of a file as attributes of the customers, by customer id. A name that is taken already is preceded by
 * the file's (`march_segment`). Columns of numbers, ISO dates or true and false have that type; the rest is text. Of several
 * records for one customer the last counts; where customers were merged, the record of the one that stayed.
 *
 * @param taken names that are not free: the other attributes, the columns of the analysis
 */
export async function joinAttributes(
  book: Book,
  file: RawTable,
  taken: readonly string[],
): Promise<{ readonly book: Book; readonly outcome: JoinedFile }> {
  const { engine } = book;
  const idIndex = customerIdColumn(file);
  if (idIndex < 0) {
    throw new CrmError("column-missing", {
      field: "customer_id",
      detail: "A joined file says which customer each record is about.",
      fix: `Name one of its columns customer_id. It has: ${file.headers.slice(0, 12).join(", ")}.`,
      place: { file: file.name },
    });
  }
  const table = `joined_${(book.joined ?? []).reduce((tables, one) => tables.add(one.table), new Set()).size + 1}`;
  const indexes = [...file.headers.keys()].filter((index) => index !== idIndex && file.headers[index] !== "");
  const staged = `${table}_texts`;
  const texts = indexes.map((index) => sql`${bareText(raw(rawColumn(index)))} AS ${raw(rawColumn(index))}`);
  const id = bareText(raw(rawColumn(idIndex)), "identifier");
  const loaded = await file.load(
    staged,
    (relation) => sql`SELECT ${join([sql`${id} AS customer_id`, ...texts])} FROM ${relation}`,
  );
  const names = chooseNames(book, file, indexes, taken);
  const attributes: JoinedAttribute[] = [];
  const values: Sql[] = [];
  for (const [at, index] of indexes.entries()) {
    const header = file.headers[index]!;
    const type = await typeOf(engine, staged, rawColumn(index), header);
    const name = names[at]!;
    attributes.push({ table, column: { name, type, description: `Column "${header}" of ${file.name}` } });
    values.push(sql`${raw(`${rawColumn(index)}::${ENGINE_TYPES[type]}`)} AS ${identifier(name)}`);
  }
  const target = book.merged === undefined ? raw("customer_id") : raw("coalesce(merged_into, customer_id)");
  const merged =
    book.merged === undefined ? raw("") : sql`LEFT JOIN ${identifier(book.merged.table)} USING (customer_id)`;
  await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} AS
    SELECT ${join([raw("owner AS customer_id"), ...values])}
    FROM (SELECT s.*, s.rowid AS ordinal, ${target} AS owner FROM ${identifier(staged)} s ${merged})
    WHERE owner IN (${knownCustomers()})
    QUALIFY row_number() OVER (PARTITION BY owner ORDER BY (owner <> customer_id), ordinal DESC) = 1`);
  const counts = await engine.row<{ joined: number; named: number; known: number }>(sql`
    SELECT (SELECT count(*) FROM ${identifier(table)}) AS joined, count(customer_id) AS named,
      count(*) FILTER (customer_id IN (${knownCustomers()}) ${book.merged === undefined ? raw("") : sql`OR customer_id IN (SELECT customer_id FROM ${identifier(book.merged.table)})`}) AS known
    FROM ${identifier(staged)}`);
  await engine.run(sql`DROP TABLE ${identifier(staged)}`);
  const { joined, named, known } = counts;
  return {
    book: { ...book, joined: [...(book.joined ?? []), ...attributes] },
    outcome: {
      file: file.name,
      read: loaded.read,
      joined,
      repeated: known - joined,
      unknown: named - known,
      withoutId: loaded.rows - named,
      rejected: loaded.read - loaded.rows,
      columns: names,
    },
  };
}

function chooseNames(book: Book, file: RawTable, indexes: readonly number[], reserved: readonly string[]): string[] {
  const taken = new Set(
    ["customer_id", ...reserved, ...(book.joined ?? []).map((one) => one.column.name)].map((name) =>
      name.toLowerCase(),
    ),
  );
  const stem = file.name.replace(/^.*[/\\]/, "").replace(/(\.[^.]*)+$/, "") || "joined";
  return indexes.map((index) => {
    const header = file.headers[index]!;
    const candidates = [header, `${stem}_${header}`];
    for (let number = 2; ; number++) {
      const name = candidates.shift() ?? `${stem}_${header}_${number}`;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}

const ENGINE_TYPES: Readonly<Record<ColumnType, string>> = {
  text: "VARCHAR",
  integer: "BIGINT",
  number: "DOUBLE",
  money: "DOUBLE",
  share: "DOUBLE",
  date: "DATE",
  boolean: "BOOLEAN",
};

/** The type that all values of a column have; identifiers of the catalogue stay text. */
async function typeOf(engine: Engine, table: string, column: string, header: string): Promise<Column["type"]> {
  const field = CUSTOMER_FIELDS.find((one) => one.name === header);
  if (field?.type === "identifier" || field?.type === "text") return "text";
  const matches = (pattern: string): string => `count(*) FILTER (regexp_matches(${column}, '${pattern}'))`;
  const counts = await engine.row<Record<"filled" | "whole" | "number" | "day" | "truth", number>>(sql`
    SELECT ${raw(`count(${column}) AS filled, ${matches("^-?(0|[1-9]\\d{0,14})$")} AS whole,
      ${matches("^-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?$")} AS number,
      count(*) FILTER (regexp_matches(${column}, '^\\d{4}-\\d{2}-\\d{2}$') AND try_cast(${column} AS DATE) IS NOT NULL) AS day,
      ${matches("^(true|false)$")} AS truth`)} FROM ${identifier(table)}`);
  const { filled, whole, number, day, truth } = counts;
  if (filled === 0) return "text";
  if (whole === filled) return "integer";
  if (number === filled) return "number";
  if (day === filled) return "date";
  return truth === filled ? "boolean" : "text";
}
