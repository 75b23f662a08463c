import type { Engine } from "../../engine/engine.js";
import type { FileMapping } from "../file-mapping.js";
import type { ImportOptions } from "../import-files.js";
import type { LoadedRecords } from "../load-records.js";
import type { RawTable } from "../raw-table.js";
import type { RecognisedTable } from "../recognise-tables.js";
import { callAnswers, loadCallAnswers } from "./call-answers.js";
import { CALL_ANSWERS, CALL_LIST, CALL_LIST_SHEETS, isSuppressedList } from "./call-list-preset.js";
import { knownListings } from "./known-listings.js";
import { loadCalls } from "./load-calls.js";

/**
 * The tables of an input with a call list in it. A call list gives two: the contacts that came of it, and the answers that
 * were written into it. Listings beside it stay, sheets that the user added stay what they are, and those that crm wrote
 * for the reader alone are left out.
 */
export async function callListTables(
  engine: Engine,
  tables: readonly RecognisedTable[],
  options: ImportOptions,
): Promise<RecognisedTable[]> {
  const forReader = sheetsForReader(tables);
  const listings = tables.filter((one) => one.recognised?.role === "listings");
  const found: RecognisedTable[] = [];
  const others: RecognisedTable[] = [];
  for (const one of tables) {
    const { table, recognised } = one;
    if (recognised?.preset === CALL_LIST) {
      found.push(...(await partsOf(engine, one, listings, options)));
    } else if (listings.includes(one) ? table.samples.length === 0 : isForReader(table, forReader)) {
      await table.release();
    } else {
      others.push(one);
    }
  }
  // The calls are held against the listings, which are released when they have been loaded themselves.
  return [...found, ...others];
}

async function partsOf(
  engine: Engine,
  one: RecognisedTable,
  listings: readonly RecognisedTable[],
  options: ImportOptions,
): Promise<RecognisedTable[]> {
  const beside = listings.map(({ table }) => table);
  let calls: Promise<LoadedRecords> | undefined;
  const loadOnce = async (mapping: FileMapping, number: number): Promise<LoadedRecords> =>
    loadCalls(engine, one.table, mapping, options, number, await knownListings(engine, beside, options));
  const contacts: RecognisedTable = {
    ...one,
    load(mapping, number) {
      calls = loadOnce(mapping, number);
      return calls;
    },
  };
  const answers = await callAnswers(engine, one.table);
  if (answers === null) return [contacts];
  const why = "It has answers in a call list.";
  return [
    // The answers are still to be read from it when the contacts are done.
    { ...contacts, table: { ...one.table, release: () => Promise.resolve() } },
    {
      input: one.input,
      table: answers,
      recognised: { role: "responses", preset: CALL_ANSWERS, confidence: 1, why },
      // Where the calls cannot be loaded, neither can the answers, for the same reason.
      load: async (_, number) => loadCallAnswers(engine, answers.name, (await calls!).table, number),
    },
  ];
}

/** Names of the sheets that crm wrote beside the list: its dictionary has them all. */
function sheetsForReader(tables: readonly RecognisedTable[]): ReadonlySet<string> {
  const { suppressed, instructions, paper, dictionary } = CALL_LIST_SHEETS;
  const named = tables
    .filter(({ table }) => table.form.sheet === dictionary && table.headers[0] === "sheet")
    .flatMap(({ table }) => table.samples.map((row) => row[0] ?? ""));
  return new Set([suppressed, instructions, paper, dictionary, ...named]);
}

const isForReader = ({ form, headers }: RawTable, names: ReadonlySet<string>): boolean =>
  isSuppressedList(headers) || (form.sheet !== undefined && names.has(form.sheet));
