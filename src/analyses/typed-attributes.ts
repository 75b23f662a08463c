import type { Book } from "../book/book.js";
import type { Column } from "../columns/column.js";
import { identifier, join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { type CustomerReading, customerReading } from "../ingest/customer-readings.js";
import { customerAttributes } from "./customer-columns.js";

/** A customer attribute with the type of its values; those that are not of it are empty. */
export interface TypedAttribute {
  readonly name: string;
  readonly column: Column;
  readonly kind: "text" | "number" | "date" | "boolean";
}

/**
 * Puts customer attributes into `table` (one row a customer that has any), as numbers or dates where they read as such
 * (`customerReading`), else as the texts that they are. Values that do not read, or cannot be, are empty; loading the file
 * names them.
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
    const reading = known === null ? await customerReading(engine, identifier(table), column.name, text) : null;
    settled.push({
      attribute: { name: column.name, column, kind: known ?? reading?.kind ?? "text" },
      value: reading === null ? text : bornBy(column.name, reading, asOf),
    });
  }
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE ${identifier(table)} AS SELECT
    ${join([raw("customer_id"), ...settled.map(({ value, attribute }) => sql`${value} AS ${identifier(attribute.name)}`)])}
    FROM ${identifier(table)}`);
  return settled.map(({ attribute }) => attribute);
}

/** Nobody is born after the day that the analysis is of. */
function bornBy(name: string, { kind, inRange }: CustomerReading, asOf: string): Sql {
  if (name !== "birth_date") return inRange;
  const latest = kind === "date" ? sql`DATE ${literal(asOf)}` : raw(asOf.slice(0, 4));
  return sql`CASE WHEN ${inRange} <= ${latest} THEN ${inRange} END`;
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
