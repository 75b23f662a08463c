import type { Column, ColumnType } from "../columns/column.js";
import type { Cell } from "./engine.js";
import { identifier, join, literal, raw, type Sql, sql } from "./sql.js";

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: "VARCHAR",
  integer: "BIGINT",
  number: "DOUBLE",
  money: "DECIMAL(38, 4)",
  share: "DOUBLE",
  date: "DATE",
  boolean: "BOOLEAN",
};

/** A query that yields rows made in TypeScript, in their order; for figures of groups, not for data. */
export function valuesQuery(columns: readonly Column[], rows: readonly (readonly Cell[])[]): Sql {
  const typed = (cells: readonly Sql[]): Sql =>
    join(columns.map(({ name, type }, index) => sql`${cells[index]!}::${raw(TYPES[type])} AS ${identifier(name)}`));
  if (rows.length === 0) return sql`SELECT ${typed(columns.map(() => raw("NULL")))} WHERE false`;
  const names = columns.map((_, index) => raw(`v${index}`));
  const values = rows.map(
    (row, index) => sql`(${raw(String(index))}, ${join(columns.map((_, at) => cell(row[at] ?? null)))})`,
  );
  return sql`SELECT ${typed(names)} FROM (VALUES ${join(values)}) AS v(position, ${join(names)}) ORDER BY position`;
}

function cell(value: Cell): Sql {
  if (value === null) return raw("NULL");
  if (typeof value === "string") return literal(value);
  if (typeof value === "boolean") return raw(String(value));
  return Number.isFinite(value) ? raw(`${value}${Number.isInteger(value) ? "" : "::DOUBLE"}`) : raw("NULL");
}
