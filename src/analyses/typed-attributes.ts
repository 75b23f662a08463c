import type { Book } from "../book/book.js";
import type { Column } from "../columns/column.js";
import { identifier, join, raw, type Sql, sql } from "../engine/sql.js";
import { CUSTOMER_FIELDS } from "../ingest/fields/index.js";
import { type DateOrder, dateExpression } from "../ingest/formats/date-format.js";
import { numberExpression } from "../ingest/formats/number-format.js";
import { settleDecimalMark } from "../ingest/formats/settle-decimal-mark.js";
import { customerAttributes } from "./customer-columns.js";

/** A customer attribute with the type that all its values have. */
export interface TypedAttribute {
  readonly name: string;
  readonly column: Column;
  readonly kind: "text" | "number" | "date" | "boolean";
}

/** A number as programs write it; `007` is an identifier. */
const PLAIN_NUMBER = raw(`'^-?(0|[1-9]\\d*)(\\.\\d+)?$'`);

/**
 * Puts customer attributes into `table` (one row a customer that has any), as numbers or dates where every value reads as
 * one, else as the texts that they are. Numeric fields of the catalogue, such as income, may carry currency signs and
 * grouped thousands; other columns have to be plain numbers.
 */
export async function typedAttributes(
  book: Book,
  names: readonly string[],
  asOf: string,
  table: string,
): Promise<TypedAttribute[]> {
  const { engine } = book;
  const { relation, columns } = customerAttributes(book, names, asOf);
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE ${identifier(table)} AS ${relation}`);
  const settled: { readonly attribute: TypedAttribute; readonly value: Sql }[] = [];
  for (const column of columns) {
    const text = identifier(column.name);
    const known = knownKind(column);
    const readings = known === null ? await readingsOf(book, table, column) : [];
    const fitting = known === null ? await firstFitting(book, table, text, readings) : null;
    settled.push({
      attribute: { name: column.name, column, kind: known ?? fitting?.kind ?? "text" },
      value: fitting?.value ?? text,
    });
  }
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE ${identifier(table)} AS SELECT
    ${join([raw("customer_id"), ...settled.map(({ value, attribute }) => sql`${value} AS ${identifier(attribute.name)}`)])}
    FROM ${identifier(table)}`);
  return settled.map(({ attribute }) => attribute);
}

/** The kind of a column that has a type already, as joined ones do. */
function knownKind(column: Column): TypedAttribute["kind"] | null {
  if (column.textual !== undefined) return "text";
  switch (column.type) {
    case "text":
      return null;
    case "date":
    case "boolean":
      return column.type;
    default:
      return "number";
  }
}

interface Reading {
  readonly kind: "number" | "date";
  readonly value: Sql;
}

async function readingsOf(book: Book, table: string, column: Column): Promise<Reading[]> {
  const text = identifier(column.name);
  const field = CUSTOMER_FIELDS.find((one) => one.name === column.name);
  if (field?.type === "date") {
    const orders: readonly (DateOrder | null)[] = [null, "dmy", "mdy"];
    return [
      ...orders.map((order): Reading => ({ kind: "date", value: dateExpression(text, { order, numbers: "none" }) })),
      plainReading(text), // a year
    ];
  }
  if (field?.type === "number" || field?.type === "money") {
    const { mark } = await settleDecimalMark(book.engine, text, async () => identifier(table), [], false);
    return [{ kind: "number", value: sql`${numberExpression(text, mark)}::DOUBLE` }];
  }
  if (field?.type === "identifier") return [];
  return [plainReading(text)];
}

const plainReading = (text: Sql): Reading => ({
  kind: "number",
  value: sql`CASE WHEN regexp_matches(${text}, ${PLAIN_NUMBER}) THEN try_cast(${text} AS DOUBLE) END`,
});

async function firstFitting(
  book: Book,
  table: string,
  text: Sql,
  readings: readonly Reading[],
): Promise<Reading | null> {
  for (const reading of readings) {
    const { filled, read } = await book.engine.row<{ filled: number; read: number }>(sql`
      SELECT count(${text}) AS filled, count(${reading.value}) AS read FROM ${identifier(table)}`);
    if (filled > 0 && filled === read) return reading;
  }
  return null;
}
