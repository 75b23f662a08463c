import type { Column } from "../columns/column.js";
import type { Cell } from "../engine/engine.js";

/** Turns a cell into the text that a person reads; an empty text for a missing value. */
export type Formatter = (cell: Cell) => string;

const fixed = (digits: number, style: "decimal" | "percent" = "decimal"): Intl.NumberFormat =>
  new Intl.NumberFormat("en-US", { style, minimumFractionDigits: digits, maximumFractionDigits: digits });

/**
 * Formatters for the columns, in their order: thousands with commas, money with two decimals, shares as per cent,
 * dates as ISO text. The decimals of a `number` column follow from the size of the values in the sample, so that
 * they are the same all the way down: four below 1, two below 1,000, else one; none where all are whole.
 */
export const humanFormatters = (columns: readonly Column[], sample: readonly (readonly Cell[])[]): Formatter[] =>
  columns.map((column, index) =>
    formatterFor(
      column,
      sample.map((row) => row[index] ?? null),
    ),
  );

function formatterFor(column: Column, sample: readonly Cell[]): Formatter {
  switch (column.type) {
    case "integer":
      return numeric(fixed(0));
    case "money":
      return numeric(fixed(2));
    case "share":
      return numeric(fixed(1, "percent"));
    case "number":
      return numeric(fixed(decimalsFor(sample.filter((cell) => typeof cell === "number"))));
    case "boolean":
      return (cell) => (cell === null ? "" : cell === true ? "yes" : "no");
    case "date":
    case "text":
      return (cell) => (cell === null ? "" : String(cell));
  }
}

const numeric =
  (format: Intl.NumberFormat): Formatter =>
  (cell) =>
    typeof cell === "number" ? format.format(cell) : "";

function decimalsFor(values: readonly number[]): number {
  if (values.every(Number.isInteger)) return 0;
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest < 1 ? 4 : largest < 1000 ? 2 : 1;
}

/** Columns whose values stand to the right, digit under digit. */
export const isNumeric = (column: Column): boolean =>
  column.type === "integer" || column.type === "number" || column.type === "money" || column.type === "share";
