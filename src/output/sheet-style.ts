import type { Style } from "exceljs";
import type { Column } from "../columns/column.js";
import type { Cell } from "../engine/engine.js";
import { displayWidth } from "./display-width.js";
import { humanFormatters } from "./human-format.js";

/** `@` keeps identifiers text even after someone edits the cell. */
const NUMBER_FORMATS: Readonly<Record<Column["type"], string | undefined>> = {
  text: "@",
  integer: "#,##0",
  number: "#,##0.00##",
  money: "#,##0.00",
  share: "0.0%",
  date: "yyyy-mm-dd",
  boolean: undefined,
};

export const HEAD_STYLE: Partial<Style> = {
  numFmt: "@",
  font: { bold: true, size: 11, name: "Calibri", family: 2 },
  alignment: { vertical: "top" },
};

/** One style object per column. exceljs knows a style again by the object itself, which spares it half of its work. */
export function cellStyle(column: Column): Partial<Style> {
  const numFmt = NUMBER_FORMATS[column.type];
  return numFmt === undefined ? {} : { numFmt };
}

const NARROWEST = 8;
const WIDEST = 50;
/** Room for the filter's button in the head. */
const BUTTON = 3;

/** Column widths, in characters, from the head and a sample of the rows (cells as ISO text and numbers). */
export function columnWidths(columns: readonly Column[], sample: readonly (readonly Cell[])[]): number[] {
  const formatters = humanFormatters(columns, sample);
  return columns.map((column, index) => {
    const head = displayWidth(column.name) + BUTTON;
    const widest = sample.reduce((most, row) => {
      // A date arrives as its serial number, and is always ten characters long.
      const length =
        column.type === "date" ? 10 : displayWidth(formatters[index]!(row[index] ?? null).slice(0, WIDEST));
      return Math.max(most, length + 1);
    }, head);
    return Math.min(WIDEST, Math.max(NARROWEST, widest));
  });
}

/** Orange for low scores, white, blue for high ones: three colours that every kind of colour sight tells apart. */
export const SCORE_COLOURS = ["FFFDB863", "FFF7F7F7", "FF92C5DE"] as const;
