import type { Row, Style } from "exceljs";
import type { Column } from "../../columns/column.js";
import { raw, sql } from "../../engine/sql.js";
import { CALL_LIST_SHEETS } from "../../ingest/call-list/call-list-preset.js";
import type { ResultTable } from "../../output/result.js";
import { sheetText } from "../../output/sheet-text.js";
import type { StartSheet } from "../../output/workbook-writer.js";
import { CALLS } from "../call-list.js";
import { OUTCOMES } from "../outcomes.js";
import { type Foot, PROTECTION, pageOf } from "./page-setup.js";
import { rowHeight } from "./row-height.js";

/** Columns of the sheet for paper with their widths; the owner is a heading over the rows, where there are several. */
const PAPER: readonly (readonly [name: string, width: number, description: string])[] = [
  ["#", 5, "Rank, as on the sheet Call list"],
  ["who", 24, "The customer, and the person to speak to"],
  ["how", 23, "Telephone number, or how else to make contact"],
  ["when", 15, "Day on which it is due, and the hours in which it may be made where the customer is"],
  ["why", 36, "Play and reason"],
  ["what to say", 46, "Talking points"],
  ["day", 9, "To write on: day of the contact"],
  ["outcome", 14, "To write on: what came of it"],
  ["next", 9, "To write on: day of the next contact"],
  ["note", 34, "To write on; after a sale the questions to ask stand in small print"],
];

/** What may be written under outcome, at the foot of each page. */
const CHOICES = OUTCOMES.map(({ label }) => label).join(" · ");

const SIZE = 10;
/** Room for three lines by hand, whatever is printed beside them. */
const FEWEST_LINES = 3;
const HEADING_HEIGHT = 24;
const WIDTHS = PAPER.map(([, width]) => width);
const OWNER = PAPER.length;

const THIN = { style: "thin", color: { argb: "FF7F7F7F" } } as const;
const BOX = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const cell = (more: Partial<Style> = {}): Partial<Style> => ({
  numFmt: "@",
  font: { size: SIZE, name: "Calibri", family: 2 },
  alignment: { vertical: "top", wrapText: true },
  border: BOX,
  ...more,
});
const CELL = cell();
const BOLD = cell({ font: { size: SIZE, name: "Calibri", family: 2, bold: true } });
const PHONE = cell({ font: { size: 11, name: "Calibri", family: 2, bold: true } });
const SMALL = cell({ font: { size: 8, name: "Calibri", family: 2, color: { argb: "FF7F7F7F" } } });
const HEAD = cell({
  font: { size: SIZE, name: "Calibri", family: 2, bold: true },
  fill: { type: "pattern", pattern: "solid", fgColor: { argb: "FFE7E6E6" } },
});
const HEADING: Partial<Style> = {
  numFmt: "@",
  font: { size: 13, name: "Calibri", family: 2, bold: true },
  alignment: { vertical: "middle" },
};
const STYLES = [CELL, BOLD, PHONE, CELL, CELL, CELL, CELL, CELL, CELL, SMALL];

/** The list as those who work from paper need it: a salesperson's rows together, in the order of the days. */
export function paperTable(): ResultTable {
  const line = raw("chr(10)");
  return {
    name: CALL_LIST_SHEETS.paper,
    title: "The list on paper",
    columns: [
      ...PAPER.map(([name, , description]): Column => ({ name, type: "text", description })),
      { name: "owner", type: "text", description: "Heading over the rows" },
    ],
    query: sql`SELECT "rank"::VARCHAR AS "#", concat_ws(${line}, coalesce(name, customer_id), contact) AS who,
      CASE channel WHEN 'phone' THEN phone WHEN 'email' THEN concat_ws(${line}, 'by e-mail', email)
        ELSE concat_ws(${line}, 'by ' || channel, address, concat_ws(' ', postal_code, city), phone) END AS how,
      concat_ws(${line}, due::VARCHAR, replace("window", ' ', ${line})) AS "when", concat_ws(': ', play_title, reason) AS why,
      talking_points AS "what to say", NULL AS "day", NULL AS outcome, NULL AS "next",
      CASE WHEN stage = 'after_sales' THEN 'satisfied  1  2  3  4  5    as hoped  yes  partly  no' END AS note, owner
      FROM ${raw(CALLS)} ORDER BY owner NULLS LAST, due, "rank"`,
  };
}

/**
 * Begins the sheet for paper.
 *
 * @param hasOwners the list is of several people: each begins on a page of their own, under their name
 */
export const startPaperSheet =
  (hasOwners: boolean, foot: Foot): StartSheet =>
  (workbook, name) => {
    const sheet = workbook.addWorksheet(name, {
      ...pageOf({ left: [foot.left, foot.right].filter((part) => part !== "").join(", "), right: CHOICES }),
      views: [{ state: "frozen", xSplit: 0, ySplit: 1 }],
    });
    sheet.columns = PAPER.map(([, width]) => ({ width }));
    const head = sheet.addRow(PAPER.map(([column]) => column));
    for (let index = 1; index <= PAPER.length; index++) head.getCell(index).style = HEAD;
    head.commit();
    let rows = 0;
    let cut = 0;
    let owner: unknown;
    let previous: Row | undefined;
    return {
      get rows() {
        return rows;
      },
      add(cells) {
        const texts = PAPER.map((_, index) => {
          const value = cells[index] ?? null;
          if (typeof value !== "string") return null;
          const fitted = sheetText(value);
          if (fitted.cut) cut++;
          return fitted.text;
        });
        if (hasOwners && (rows === 0 || cells[OWNER] !== owner)) {
          owner = cells[OWNER];
          previous?.addPageBreak();
          const heading = sheet.addRow([String(owner ?? "unassigned")]);
          heading.height = HEADING_HEIGHT;
          heading.getCell(1).style = HEADING;
          heading.commit();
        }
        const row = sheet.addRow(texts);
        row.height = rowHeight(texts, WIDTHS, FEWEST_LINES);
        for (const [index, style] of STYLES.entries()) row.getCell(index + 1).style = style;
        row.commit();
        previous = row;
        rows++;
      },
      end() {
        // Without a password there is nothing to wait for.
        void sheet.protect("", PROTECTION);
        sheet.commit();
        return cut;
      },
    };
  };
