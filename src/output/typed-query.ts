import type { Column } from "../columns/column.js";
import { identifier, join, raw, type Sql, sql } from "../engine/sql.js";
import type { ResultTable } from "./result.js";

/** Days before Excel's day 0, so that the difference is Excel's serial number from 1 March 1900 on. */
const EXCEL_EPOCH = raw("DATE '1899-12-30'");

type Projection = (column: Column, value: Sql) => Sql;

/**
 * The table with every value in the engine type that its column declares: money to the cent, no NaN or infinity,
 * so that a format never meets a type it does not know. Rows stay in the table's order.
 */
export const typedQuery = (table: ResultTable): Sql => project(table, typed);

/** The same with another expression for text, such as the formula guard. */
export const typedQueryWithText = (table: ResultTable, text: (column: Column, value: Sql) => Sql): Sql =>
  project(table, (column, value) =>
    column.type === "text" ? text(column, typed(column, value)) : typed(column, value),
  );

/**
 * The table as plain cells for JavaScript: numbers as doubles (cheap to fetch), dates as ISO text or, for
 * workbooks, as Excel serial numbers.
 */
export function cellQuery(table: ResultTable, dates: "iso" | "serial", limit?: number): Sql {
  const rows = project(table, (column, value) => {
    const cell = typed(column, value);
    if (column.type === "integer" || column.type === "money") return sql`${cell}::DOUBLE`;
    if (column.type !== "date") return cell;
    return dates === "iso" ? sql`${cell}::VARCHAR` : sql`(${cell} - ${EXCEL_EPOCH})::INTEGER`;
  });
  return limit === undefined ? rows : sql`${rows} LIMIT ${limit}`;
}

/** How many rows the table has. */
export const countQuery = (table: ResultTable): Sql => sql`SELECT count(*) AS "rows" FROM (${table.query}) AS t`;

function project(table: ResultTable, projection: Projection): Sql {
  const columns = table.columns.map(
    (column) => sql`${projection(column, sql`t.${identifier(column.name)}`)} AS ${identifier(column.name)}`,
  );
  return sql`SELECT ${join(columns)} FROM (${table.query}) AS t`;
}

function typed(column: Column, value: Sql): Sql {
  switch (column.type) {
    case "text":
      return sql`${value}::VARCHAR`;
    case "integer":
      return sql`${value}::BIGINT`;
    case "money":
      return sql`TRY_CAST(${value} AS DECIMAL(38, 2))`;
    case "number":
    case "share":
      return sql`CASE WHEN isfinite(${value}::DOUBLE) THEN ${value}::DOUBLE END`;
    case "date":
      return sql`${value}::DATE`;
    case "boolean":
      return sql`${value}::BOOLEAN`;
  }
}
