import type { Column } from "../../columns/column.js";
import { identifier, join, raw, type Sql, sql } from "../../engine/sql.js";
import { CALL_LIST_SHEETS } from "../../ingest/call-list/call-list-preset.js";
import type { Format, WriteContext } from "../../output/format.js";
import type { ResultTable } from "../../output/result.js";
import {
  MOST_ROWS,
  type StartSheet,
  type WorkbookInWork,
  writeDictionary,
  writeTable,
  writeWorkbookFile,
} from "../../output/workbook-writer.js";
import { startSheet } from "../../output/xlsx-sheet.js";
import { CALLS, LISTINGS, SUPPRESSED } from "../call-list.js";
import { callColumns, listingColumns, SUPPRESSED_COLUMNS } from "../columns.js";
import { startCallSheet } from "./call-sheet.js";
import { instructionsTable, startInstructions } from "./instructions-sheet.js";
import { type ListFacts, listFacts } from "./list-facts.js";
import { CALL_ID, outcomeColumns } from "./outcome-columns.js";
import { type Foot, pageOf } from "./page-setup.js";
import { paperTable, startPaperSheet } from "./paper-sheet.js";

/**
 * A call list to work from and to fill in: the list with columns for outcomes, who is left alone, instructions, the list
 * for paper, the further tables of the result, who was listed and who kept aside, and a data dictionary. It is written from
 * the tables that a call list has in the engine. Equal lists give equal bytes.
 */
export const callListWorkbook: Format = {
  id: "xlsx",
  extensions: [".xlsx"],
  title: "Excel workbook to fill in: drop-downs for outcomes, instructions, a sheet for paper",
  binary: true,
  holds: "all",
  write: (context) => writeWorkbookFile(context, MOST_ROWS, (book) => fill(book, context), true),
};

async function fill(book: WorkbookInWork, { result, note }: WriteContext): Promise<void> {
  const facts = await listFacts(book.engine);
  const tables = tablesOf(facts);
  const foot = footOf(facts);
  const open = new Set(outcomeColumns(null).map((column) => column.name));
  const plain: StartSheet = (workbook, name, columns, sample) =>
    startSheet(workbook, name, columns, sample, pageOf(foot));
  const { owners } = await book.engine.row<{ owners: number }>(
    sql`SELECT count(DISTINCT coalesce(owner, '')) AS owners FROM ${raw(CALLS)}`,
  );
  const write = async (table: ResultTable, start: StartSheet): Promise<readonly [ResultTable, string]> => {
    const names = await writeTable(book, table, start);
    if (names.length > 1)
      note?.(`${table.title}: too long for one sheet, so it is on ${names.length}: ${names.join(", ")}.`);
    return [table, names[0]!];
  };
  const sheets = [
    await write(tables.calls, startCallSheet(open, new Date(`${facts.asOf}T00:00:00Z`), foot)),
    await write(tables.suppressed, plain),
  ];
  await write(instructionsTable(facts, tables.calls.columns), startInstructions(foot));
  sheets.push(await write(paperTable(), startPaperSheet(owners > 1, foot)));
  const own = new Set([...Object.values(CALL_LIST_SHEETS), "calls"].map((name) => name.toLowerCase()));
  const further = result.further.filter(({ name }) => !own.has(name.toLowerCase()));
  for (const table of further) sheets.push(await write(table, plain));
  // Who is kept aside does not lie open before the instructions, which ask to leave them alone.
  sheets.push(await write(tables.listings, plain));
  // By the names in it a list that comes back tells these sheets from the user's own.
  writeDictionary(book, sheets, plain);
}

function tablesOf({ currency }: ListFacts) {
  const { calls, suppressed, listings } = CALL_LIST_SHEETS;
  const shown = callColumns(currency);
  const open = outcomeColumns(currency);
  const names = join([...shown, CALL_ID].map(({ name }) => identifier(name)));
  const empty = join(open.map(({ name }) => sql`NULL AS ${identifier(name)}`));
  const table = (name: string, title: string, columns: readonly Column[], query: Sql): ResultTable => ({
    name,
    title,
    columns,
    query,
  });
  return {
    calls: table(
      calls,
      "Call list",
      [...shown, ...open, CALL_ID],
      sql`SELECT ${names}, ${empty} FROM ${raw(CALLS)} ORDER BY "rank", customer_id`,
    ),
    suppressed: table(
      suppressed,
      "Left alone",
      SUPPRESSED_COLUMNS,
      sql`FROM ${raw(SUPPRESSED)} ORDER BY customer_id, play, reason`,
    ),
    listings: table(
      listings,
      "Listed and kept aside",
      listingColumns(currency),
      sql`FROM ${raw(LISTINGS)} ORDER BY arm DESC, call_id`,
    ),
  };
}

const footOf = ({ listId, asOf, campaign, phase }: ListFacts): Foot => ({
  left: `${listId}, ${asOf}`,
  right: [campaign, phase].filter((part) => part !== null).join(", "),
});
