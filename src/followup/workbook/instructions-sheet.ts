import type { Column } from "../../columns/column.js";
import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import { CALL_LIST_SHEETS } from "../../ingest/call-list/call-list-preset.js";
import type { ResultTable } from "../../output/result.js";
import { sheetText } from "../../output/sheet-text.js";
import type { StartSheet } from "../../output/workbook-writer.js";
import { OUTCOMES } from "../outcomes.js";
import type { ListFacts } from "./list-facts.js";
import { type Foot, pageOf } from "./page-setup.js";
import { rowHeight } from "./row-height.js";

const COLUMNS: readonly Column[] = [
  { name: "about", type: "text", description: "" },
  { name: "what to know", type: "text", description: "" },
];

/** A row of the instructions; one without a second text is a heading. */
type Line = readonly [about: string, text: string | null];

const period = ({ asOf, firstDay, lastDay }: ListFacts): string =>
  firstDay === null ? `made on ${asOf}` : `made on ${asOf}, for the working days from ${firstDay} to ${lastDay}`;

/** How the list is worked, what the outcomes mean, what the columns are. */
function instructions(facts: ListFacts, calls: readonly Column[]): readonly Line[] {
  const { listId, campaign, phase, rows, timeZone } = facts;
  return [
    ["This list", null],
    ["List", `${listId}, ${period(facts)}; ${rows} ${rows === 1 ? "contact" : "contacts"}`],
    ...(campaign === null ? [] : [["Campaign", phase === null ? campaign : `${campaign}, phase ${phase}`] as const]),
    ["Working the list", null],
    ["Order", "From the top: service first, then what is worth most. The column due says which day each is for."],
    ["Yellow columns", "Fill in the yellow columns of the sheet Call list; everything else is locked against slips."],
    ["Every contact", "Write the day into contacted_at and choose an outcome. A row needs both, or it is not read."],
    [
      "Nothing yet",
      "Leave the yellow columns of a row empty as long as nobody tried: it is passed over and may come again.",
    ],
    [
      "One attempt",
      "One row holds one contact, the last. Who tried several times writes the last and says so in note.",
    ],
    [
      "After a sale",
      "Where stage is after_sales, ask how satisfied the customer is, whether it is as hoped, how it is used, what could be better and what is faulty, and write the answers into the last yellow columns.",
    ],
    [
      "Giving it back",
      "Save the workbook and have it read with crm import. Reading it again changes nothing; reading it again with more filled in adds that. Keep all columns, call_id above all: by it a row is known again. The sheet Call list alone, saved as CSV, is read too, but who was listed and who kept aside is not in it: what the list brought can then only be reviewed where the workbook has been imported before.",
    ],
    [
      "On paper",
      "Print the sheet On paper: it has what a caller needs and room to write. Then copy it into the yellow columns.",
    ],
    [
      "Sorting, protection",
      "Filters and column widths work as they are. To sort in Excel, lift the protection first: Review, Unprotect Sheet; there is no password.",
    ],
    ["Whom to leave alone", null],
    [
      "Hours",
      `Contact only within window: those hours are the customer's own${timeZone === null ? "" : `, while yours are those of ${timeZone}`}.`,
    ],
    ["Way", "Use the channel of the row. It is the one that the customer chose, or the one that is still allowed."],
    [
      "Suppressed",
      "Do not contact who stands on the sheet Suppressed; the reason is there. They are not on the list by intention.",
    ],
    [
      "Kept aside",
      "On the sheet Listings, arm control: a few are left alone on purpose, to measure what the list brings. Please do not contact them for this list.",
    ],
    [
      "No more",
      "Who says that they do not want to be contacted gets the outcome do not contact, always; that holds for ever.",
    ],
    ["Outcomes", null],
    ...OUTCOMES.map(({ label, meaning }): Line => [label, meaning]),
    ["Columns of the sheet Call list", null],
    ...calls.map(
      ({ name, description, unit }): Line => [name, unit === undefined ? description : `${description} (${unit})`],
    ),
  ];
}

/** The instructions as a table. */
export function instructionsTable(facts: ListFacts, calls: readonly Column[]): ResultTable {
  const rows = instructions(facts, calls).map(
    ([about, text], index): Sql => sql`SELECT ${raw(String(index))} AS place, ${literal(about)} AS about,
      ${text === null ? raw("NULL") : literal(text)} AS "what to know"`,
  );
  const all = rows.reduce((sum, row) => sql`${sum} UNION ALL ${row}`);
  return {
    name: CALL_LIST_SHEETS.instructions,
    title: "How to work the list",
    columns: COLUMNS,
    query: sql`SELECT about, "what to know" FROM (${all}) ORDER BY place`,
  };
}

const FONT = { size: 11, name: "Calibri", family: 2 } as const;
const TEXT = { numFmt: "@", font: FONT, alignment: { vertical: "top", wrapText: true } } as const;
const LABEL = { ...TEXT, font: { ...FONT, bold: true } };
const HEADING = { numFmt: "@", font: { ...FONT, bold: true, size: 13 }, alignment: { vertical: "bottom" } } as const;
const HEADING_HEIGHT = 26;
const WIDTHS = [28, 110];

/** Begins the sheet of instructions: two columns to read, headings larger. */
export const startInstructions =
  (foot: Foot): StartSheet =>
  (workbook, name) => {
    const sheet = workbook.addWorksheet(name, pageOf(foot, false));
    sheet.columns = WIDTHS.map((width) => ({ width }));
    let rows = 0;
    return {
      get rows() {
        return rows;
      },
      add([about, text]) {
        const isHeading = typeof text !== "string";
        const row = sheet.addRow([about, isHeading ? null : sheetText(text).text]);
        row.height = isHeading ? HEADING_HEIGHT : rowHeight([about, text], WIDTHS, 1) + 2;
        row.getCell(1).style = isHeading ? HEADING : LABEL;
        row.getCell(2).style = TEXT;
        row.commit();
        rows++;
      },
      end() {
        sheet.commit();
        return 0;
      },
    };
  };
