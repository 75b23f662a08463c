import { closest } from "../errors/closest.js";
import { CrmError } from "../errors/crm-error.js";
import { ROLES, type Role } from "./field.js";
import { fieldsOf } from "./fields/index.js";
import { indexOfHeader } from "./normalise-header.js";

/** Which column holds a field, as `--map` and the configuration say it. */
export interface ColumnMap {
  /** Field to header, for every file that has such a column. */
  readonly everywhere: ReadonlyMap<string, string>;
  /** The same for one file, by its path; a sheet of a workbook is `path#sheet`. */
  readonly byFile?: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** What a column map needs to know of a table. */
export interface MappedTable {
  readonly name: string;
  readonly path: string;
  readonly sheet?: string | undefined;
  readonly headers: readonly string[];
}

/**
 * What a map says of one table: the entries whose column it has. What is said of the file by name beats what is said
 * of all. With a role, entries for fields of the other role are left out.
 */
export function columnsSaid(map: ColumnMap, table: MappedTable, role?: Role): ReadonlyMap<string, string> {
  const own = [map.byFile?.get(table.path), map.byFile?.get(`${table.path}#${table.sheet ?? ""}`)];
  const merged = new Map([...map.everywhere, ...own.flatMap((entries) => [...(entries ?? [])])]);
  const known = role === undefined ? null : new Set(fieldsOf(role).map((field) => field.name));
  return new Map(
    [...merged].filter(
      ([field, column]) => indexOfHeader(table.headers, column) >= 0 && (known === null || known.has(field)),
    ),
  );
}

/**
 * Refuses a map with a field that no kind of file has, or a column that is in none of the files; a column that is in
 * one of several files is in order.
 *
 * @throws CrmError `bad-option`, `no-such-column`
 */
export function checkColumnMap(map: ColumnMap, tables: readonly MappedTable[]): void {
  for (const [field, column] of map.everywhere) requireColumn(field, column, tables);
  for (const [file, entries] of map.byFile ?? []) {
    const own = tables.filter((table) => table.path === file || `${table.path}#${table.sheet ?? ""}` === file);
    if (own.length === 0) continue;
    for (const [field, column] of entries) requireColumn(field, column, own);
  }
}

function requireColumn(field: string, column: string, tables: readonly MappedTable[]): void {
  const fields = [...new Set(ROLES.flatMap((role) => fieldsOf(role).map((one) => one.name)))];
  if (!fields.includes(field)) {
    const near = closest(field, fields);
    throw new CrmError("bad-option", {
      option: "--map",
      detail: `there is no field ${field}.`,
      fix: near === undefined ? `The fields are: ${fields.join(", ")}.` : `Did you mean ${near}?`,
    });
  }
  if (tables.some((table) => indexOfHeader(table.headers, column) >= 0)) return;
  const headers = [...new Set(tables.flatMap((table) => table.headers))].filter((header) => header.trim() !== "");
  const near = closest(column, headers);
  const shown = headers.slice(0, 40).join(", ");
  throw new CrmError("no-such-column", {
    column,
    fix: near === undefined ? `The columns are: ${shown}${headers.length > 40 ? ", …" : ""}.` : `Did you mean ${near}?`,
    place: tables.length === 1 ? { file: tables[0]!.name } : {},
  });
}
