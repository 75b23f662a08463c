import { raw, type Sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import type { Role } from "./field.js";
import { BUYER_FIELDS } from "./fields/index.js";
import type { ColumnMatch } from "./match-columns.js";
import type { Preset } from "./preset.js";
import { type RawTable, rawColumn } from "./raw-table.js";

/** Which column of a file is which field. */
export interface FileMapping {
  readonly role: Role;
  readonly preset?: Preset;
  readonly matched: readonly ColumnMatch[];
  /** The customer stands in heading rows above its transactions. */
  readonly customerInGroupRows: boolean;
  /** The raw column that holds a field. */
  columnOf(field: string): Sql | undefined;
  indexOf(field: string): number | undefined;
  headerOf(field: string): string | undefined;
}

export function fileMapping(
  role: Role,
  preset: Preset | undefined,
  matched: readonly ColumnMatch[],
  customerInGroupRows: boolean,
): FileMapping {
  const byField = new Map(matched.map((column) => [column.field, column]));
  return {
    role,
    ...(preset === undefined ? {} : { preset }),
    matched,
    customerInGroupRows,
    columnOf: (field) => {
      const column = byField.get(field);
      return column === undefined ? undefined : raw(rawColumn(column.index));
    },
    indexOf: (field) => byField.get(field)?.index,
    headerOf: (field) => byField.get(field)?.header,
  };
}

/**
 * Refuses a file that has none of these fields, naming its open columns and how to map one.
 *
 * @throws CrmError `column-missing`
 */
export function requireAnyOf(file: RawTable, mapping: FileMapping, fields: readonly string[], why: string): void {
  if (fields.some((field) => mapping.indexOf(field) !== undefined)) return;
  const open = file.headers.filter((_, index) => !mapping.matched.some((column) => column.index === index));
  const shown = open.slice(0, 12).map((header) => `"${header}"`);
  const field = fields[0] ?? "";
  throw new CrmError("column-missing", {
    field,
    detail: why,
    fix: `Name it with --map, as in --map ${field}="${open[0] ?? file.headers[0] ?? "Column"}". Columns not yet used: ${shown.join(", ") || "none"}${open.length > 12 ? ", …" : ""}.`,
    place: { file: file.name },
  });
}

/** Refuses a transactions file without buyer, date or amount. */
export function requireColumns(file: RawTable, mapping: FileMapping): void {
  if (!mapping.customerInGroupRows) {
    requireAnyOf(file, mapping, BUYER_FIELDS, "Without a buyer nothing can be said about customers.");
  }
  requireAnyOf(file, mapping, ["date"], "Recency needs the day of each purchase.");
  requireAnyOf(file, mapping, ["amount", "unit_price"], "Spend needs the amount of each purchase.");
}
