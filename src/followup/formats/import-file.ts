import type { Column } from "../../columns/column.js";
import { identifier, join, raw, type Sql, sql } from "../../engine/sql.js";
import { writeDelimited } from "../../output/delimited.js";
import type { WriteContext } from "../../output/format.js";
import { guardedText } from "../../output/formula-guard.js";

/** Table of the rows while they are written. */
const ROWS = "followup_import_rows";

/** A text column of an import file. */
export const textColumn = (name: string, description: string): Column => ({ name, type: "text", description });
/** A column by which the other system finds a record; no row is written in which it would have to be changed. */
export const keyColumn = (name: string, description: string): Column => ({
  name,
  type: "text",
  textual: "identifier",
  description,
});
export const numberColumn = (name: string, description: string): Column => ({ name, type: "integer", description });

/** A file for another system's import. */
export interface ImportFile {
  readonly columns: readonly Column[];
  /** Yields the columns in their order, already ranked. */
  readonly query: Sql;
  /** False for loaders that take the first line for a record. */
  readonly head?: boolean;
}

/**
 * Writes CSV for the import of another system. Texts pass the formula guard, because somebody will open the file in a
 * spreadsheet first; keys must not get its apostrophe, with which they would match nothing. So rows whose key would run as
 * a formula are left out, and told. There is no byte order mark: loaders take it for a part of the first name.
 */
export async function writeImportFile(context: WriteContext, { columns, query, head }: ImportFile): Promise<void> {
  const { engine, result, note } = context;
  const keys = columns.filter((column) => column.textual === "identifier");
  const isPlain = join(
    keys.map((column) => {
      const value = identifier(column.name);
      return sql`NOT (${guardedText(column, value)} IS DISTINCT FROM ${value})`;
    }),
    " AND ",
  );
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE ${raw(ROWS)} AS ${query}`);
  const { many } = await engine.row<{ many: number }>(
    sql`SELECT count(*) FILTER (WHERE NOT (${isPlain})) AS many FROM ${raw(ROWS)}`,
  );
  if (many > 0) {
    note?.(
      `${many} of the list ${many === 1 ? "has" : "have"} a ${keys.map(({ name }) => name).join(" or ")} that a spreadsheet would run as a formula and ${many === 1 ? "is" : "are"} not in the import file`,
    );
  }
  const main = {
    name: "import",
    title: "Import",
    columns,
    query: sql`SELECT * FROM ${raw(ROWS)} WHERE ${isPlain}`,
  };
  await writeDelimited({ ...context, result: { ...result, main, further: [] }, bom: false }, ",", head);
  await engine.run(sql`DROP TABLE ${raw(ROWS)}`);
}
