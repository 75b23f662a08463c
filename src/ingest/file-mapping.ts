import { raw, type Sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import type { Role } from "./field.js";
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

/** Refuses a transactions file without buyer, date or amount, naming what is there and how to map it. */
export function requireColumns(file: RawTable, mapping: FileMapping): void {
  const has = (field: string): boolean => mapping.indexOf(field) !== undefined;
  const missing = (field: string, detail: string): CrmError => {
    const open = file.headers.filter((_, index) => !mapping.matched.some((column) => column.index === index));
    const shown = open.slice(0, 12).map((header) => `"${header}"`);
    return new CrmError("column-missing", {
      field,
      detail,
      fix: `Name it with --map, as in --map ${field.split(" ")[0]}="${open[0] ?? file.headers[0] ?? "Column"}". Columns not yet used: ${shown.join(", ") || "none"}${open.length > 12 ? ", …" : ""}.`,
      place: { file: file.name },
    });
  };
  const buyer = ["customer_id", "email", "phone", "customer_name"].some(has) || mapping.customerInGroupRows;
  if (!buyer) throw missing("customer_id", "Without a buyer nothing can be said about customers.");
  if (!has("date")) throw missing("date", "Recency needs the day of each purchase.");
  if (!has("amount") && !has("unit_price")) throw missing("amount", "Spend needs the amount of each purchase.");
}
