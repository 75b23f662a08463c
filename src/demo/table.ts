import type { Pair, Say } from "./demo-settings.js";

export type Cell = string | number | null;

/** A record by field; a field that is left out is an empty cell. */
export type Row<F extends string = string> = Readonly<Partial<Record<F, Cell>>>;

/** A column of a file: the field it holds, its header in both languages, and whether a workbook shows it as a day. */
export interface TableColumn<F extends string = string> {
  readonly field: F;
  readonly header: Pair;
  readonly isDay?: true;
}

/** A file of the sample company. */
export interface Table<F extends string = string> {
  readonly columns: readonly TableColumn<F>[];
  readonly rows: Iterable<Row<F>>;
}

/** Columns from fields and headers; those named after them are days. */
export const columnsOf = <F extends string>(headers: Readonly<Partial<Record<F, Pair>>>, ...days: readonly F[]) =>
  (Object.entries(headers) as [F, Pair][]).map(
    ([field, header]): TableColumn<F> => ({ field, header, ...(days.includes(field) ? { isDay: true as const } : {}) }),
  );

export const headersOf = ({ columns }: Pick<Table, "columns">, say: Say): string[] =>
  columns.map(({ header }) => say(header));

/** Hundredths as money is written: with a point and two decimals. */
export function money(hundredths: number): string {
  const sign = hundredths < 0 ? "-" : "";
  const whole = Math.abs(hundredths);
  return `${sign}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, "0")}`;
}
