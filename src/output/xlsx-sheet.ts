import type Excel from "exceljs";
import type { Column } from "../columns/column.js";
import type { Cell } from "../engine/engine.js";
import { cellStyle, columnWidths, HEAD_STYLE, SCORE_COLOURS } from "./sheet-style.js";
import { sheetText } from "./sheet-text.js";

/** A sheet that is being filled. */
export interface SheetWriter {
  /** Rows so far, without the head. */
  readonly rows: number;
  /** Adds a row of cells in column order, dates as serial numbers. */
  add(row: readonly Cell[]): void;
  /** Finishes the sheet; gives the number of texts that were cut to what a cell holds. */
  end(): number;
}

/** Day 61 is 1 March 1900. Before it Excel counts a day that never was, and below 0 it shows no date at all. */
const FIRST_SAFE_DAY = 61;
const DAY = 86_400_000;
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);

/**
 * Begins a sheet: head in bold and frozen, filter, widths after the sample. Cells are typed and texts are written
 * as text cells, never as formulas, whatever they begin with.
 *
 * @param options of exceljs, for printing and the like
 */
export function startSheet(
  workbook: Excel.stream.xlsx.WorkbookWriter,
  name: string,
  columns: readonly Column[],
  sample: readonly (readonly Cell[])[],
  options: Partial<Excel.AddWorksheetOptions> = {},
): SheetWriter {
  const sheet = workbook.addWorksheet(name, {
    ...options,
    views: [{ state: "frozen", ySplit: 1, xSplit: 0 }],
  });
  const styles = columns.map(cellStyle);
  let rows = 0;
  let cut = 0;

  sheet.columns = columnWidths(columns, sample).map((width) => ({ width }));
  const text = (value: string): string => {
    const fitted = sheetText(value);
    if (fitted.cut) cut++;
    return fitted.text;
  };
  const head = sheet.addRow(columns.map((column) => text(column.name)));
  for (let index = 1; index <= columns.length; index++) head.getCell(index).style = HEAD_STYLE;
  head.commit();

  return {
    get rows() {
      return rows;
    },
    add(cells) {
      const row = sheet.addRow(columns.map((column, index) => cellValue(column, cells[index] ?? null, text)));
      for (const [index, style] of styles.entries()) {
        if (cells[index] !== null && cells[index] !== undefined) row.getCell(index + 1).style = style;
      }
      row.commit();
      rows++;
    },
    end() {
      sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows + 1, column: columns.length } };
      if (rows > 0) colourScores(sheet, columns, rows);
      sheet.commit();
      return cut;
    },
  };
}

/** A cell as exceljs takes it: dates that Excel does not know come as ISO text. */
export function cellValue(column: Column, cell: Cell, text: (value: string) => string): Cell {
  if (typeof cell === "string") return text(cell);
  if (column.type !== "date" || typeof cell !== "number" || cell >= FIRST_SAFE_DAY) return cell;
  return new Date(EXCEL_EPOCH + cell * DAY).toISOString().slice(0, 10);
}

function colourScores(sheet: Excel.Worksheet, columns: readonly Column[], rows: number): void {
  for (const [index, column] of columns.entries()) {
    if (column.scale?.kind !== "score") continue;
    const letter = sheet.getColumn(index + 1).letter;
    const { bins } = column.scale;
    sheet.addConditionalFormatting({
      ref: `${letter}2:${letter}${rows + 1}`,
      rules: [
        {
          type: "colorScale",
          priority: index + 1,
          cfvo: [1, (1 + bins) / 2, bins].map((value) => ({ type: "num", value })),
          color: SCORE_COLOURS.map((argb) => ({ argb })),
        },
      ],
    });
  }
}
