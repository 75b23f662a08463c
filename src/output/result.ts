import type { Column } from "../columns/column.js";
import type { Sql } from "../engine/sql.js";

/** One table of a result: a query that yields exactly the declared columns, in order, already ranked. */
export interface ResultTable {
  /** Sheet name and key, such as `customers`. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly query: Sql;
  /** A table so short that a terminal shows all of it. */
  readonly everyRow?: true;
  /** Detail beside the others: a terminal names it, and shows it when it is asked for. Files hold it like any other. */
  readonly aside?: true;
}

/**
 * What a command hands to the output room. CSV and the other single-table formats write `main`; workbooks,
 * Markdown and HTML write every table; JSON writes `{schemaVersion, command, asOf, ...meta, columns, rows}` and each
 * further table as `tables.<name> = {columns, rows}`.
 */
export interface Result {
  readonly schemaVersion: number;
  readonly command: string;
  /** ISO date, or null where a command has none. */
  readonly asOf: string | null;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly main: ResultTable;
  readonly further: readonly ResultTable[];
}

/** The table as one of detail, which a terminal shows only when it is asked for. */
export const aside = (table: ResultTable): ResultTable => ({ ...table, aside: true });
