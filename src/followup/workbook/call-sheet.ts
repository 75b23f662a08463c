import type { Fill, Style } from "exceljs";
import type { Column } from "../../columns/column.js";
import { cellStyle, HEAD_STYLE } from "../../output/sheet-style.js";
import { sheetText } from "../../output/sheet-text.js";
import type { StartSheet } from "../../output/workbook-writer.js";
import { cellValue } from "../../output/xlsx-sheet.js";
import { OUTCOME_RULES, validate } from "./outcome-rules.js";
import { type Foot, PROTECTION, pageOf } from "./page-setup.js";
import { rowHeight } from "./row-height.js";

const fill = (argb: string): Fill => ({ type: "pattern", pattern: "solid", fgColor: { argb } });
/** Light yellow: here the staff write. Grey heads: here they do not. */
const OPEN = fill("FFFFFBE0");
const OPEN_HEAD = fill("FFFFE699");
const CLOSED_HEAD = fill("FFE7E6E6");
/** An outline is needed where a fill hides the lines of the grid. */
const LINE = { style: "thin", color: { argb: "FFD9D9D9" } } as const;
const OUTLINE = { top: LINE, left: LINE, bottom: LINE, right: LINE };

const WIDTHS: Readonly<Record<string, number>> = {
  ...{ rank: 7, customer_id: 14, name: 26, contact: 20, phone: 19, email: 32, channel: 11, owner: 15, due: 12 },
  ...{ window: 22, stage: 13, play: 20, reason: 44, talking_points: 54, expected_value: 13, uplift: 9 },
  ...{ value_at_stake: 13, cost: 10, segment: 18, loyalty_class: 13, value_group: 14, last_purchase: 13 },
  ...{ last_contact: 13, attempts: 10, other_reasons: 34, contacted_at: 14, outcome: 16, next_at: 13, amount: 13 },
  ...{ note: 40, satisfied: 11, expectation_met: 13, usage: 28, suggestion: 28, defect: 28, call_id: 18 },
};
const OTHER_WIDTH = 14;
/** Rank, customer and name stay in sight. */
const FROZEN = 3;
/** What is printed of this sheet: up to what to say. Whoever works from paper prints the sheet made for it. */
const LAST_PRINTED = "talking_points";

/**
 * Begins the sheet to work in: calculated columns locked, outcome columns open, coloured and held against their rules.
 *
 * @param open names of the columns to fill in
 * @param from the day of the list
 */
export const startCallSheet =
  (open: ReadonlySet<string>, from: Date, foot: Foot): StartSheet =>
  (workbook, name, columns) => {
    const sheet = workbook.addWorksheet(name, {
      ...pageOf(foot),
      views: [{ state: "frozen", xSplit: FROZEN, ySplit: 1 }],
    });
    const styles = columns.map((column) => styleOf(column, open.has(column.name)));
    sheet.columns = columns.map((column) => ({ width: WIDTHS[column.name] ?? OTHER_WIDTH }));
    const wrapped = columns.flatMap((column, at) =>
      isWrapped(column) ? [{ at, width: WIDTHS[column.name] ?? OTHER_WIDTH }] : [],
    );
    const letters = columns.map((_, index) => sheet.getColumn(index + 1).letter);
    const letterOf = (column: string): string => letters[columns.findIndex((one) => one.name === column)] ?? "A";
    let rows = 0;
    let cut = 0;
    const text = (value: string): string => {
      const fitted = sheetText(value);
      if (fitted.cut) cut++;
      return fitted.text;
    };
    const head = sheet.addRow(columns.map((column) => column.name));
    for (const [index, column] of columns.entries()) {
      const colour = open.has(column.name) ? OPEN_HEAD : CLOSED_HEAD;
      head.getCell(index + 1).style = { ...HEAD_STYLE, fill: colour };
    }
    head.commit();
    return {
      get rows() {
        return rows;
      },
      add(cells) {
        const row = sheet.addRow(columns.map((column, index) => cellValue(column, cells[index] ?? null, text)));
        row.height = rowHeight(
          wrapped.map(({ at }) => cells[at]),
          wrapped.map(({ width }) => width),
          1,
        );
        for (const [index, style] of styles.entries()) row.getCell(index + 1).style = style;
        row.commit();
        rows++;
      },
      end() {
        const last = rows + 1;
        sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: last, column: columns.length } };
        sheet.pageSetup.printArea = `A$1:${letterOf(LAST_PRINTED)}$${last}`;
        for (const { name: column } of rows > 0 ? columns : []) {
          const letter = letterOf(column);
          const rule = OUTCOME_RULES[column]?.({
            firstContact: `$${letterOf("contacted_at")}2`,
            first: `$${letter}2`,
            from,
          });
          if (rule !== undefined) validate(sheet, `${letter}2:${letter}${last}`, rule);
        }
        // Without a password there is nothing to wait for.
        void sheet.protect("", PROTECTION);
        sheet.commit();
        return cut;
      },
    };
  };

/** Texts that are printed: cut off, or run into the next column, they could not be read. */
const PRINTED = new Set([
  "customer_id",
  "name",
  "contact",
  "phone",
  "email",
  "channel",
  "owner",
  "window",
  "stage",
  "play",
]);
const isWrapped = ({ name, prose }: Column): boolean => prose === true || PRINTED.has(name);

function styleOf(column: Column, isOpen: boolean): Partial<Style> {
  // At the right they would touch the text beside them.
  const side = column.type === "date" || column.name === "rank" ? ({ horizontal: "left" } as const) : {};
  const style = { ...cellStyle(column), alignment: { vertical: "top", wrapText: isWrapped(column), ...side } as const };
  return isOpen ? { ...style, fill: OPEN, border: OUTLINE, protection: { locked: false } } : style;
}
