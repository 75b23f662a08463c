import { assembleBook } from "../book/assemble-book.js";
import type { Book } from "../book/book.js";
import type { JoinedFile } from "../book/join-attributes.js";
import { readBook } from "../book/read-book.js";
import { firstRecordDay, lastRecordDay, lastWorkedDay, recordsOfRoleAfter } from "../book/records.js";
import { setAsideInternal } from "../book/set-aside-internal.js";
import { firstDay, lastDay, recordsAfter, recordsBefore, usualLastDay } from "../book/summaries.js";
import { wrapRelation } from "../book/wrap-relation.js";
import type { CommandContext } from "../cli/command.js";
import type { Effects } from "../cli/effects.js";
import type { OptionSpec } from "../cli/option.js";
import type { SHARED_OPTIONS } from "../cli/shared-options.js";
import { createTalk, type Talk } from "../cli/talk.js";
import { type Engine, openEngine } from "../engine/engine.js";
import { literal, sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import { type Accounting, addUp, type FileAccounting, filterFurther } from "../ingest/accounting.js";
import { type ImportedFiles, type ImportOptions, type InputFile, importFiles } from "../ingest/import-files.js";
import { openWorkspace, type Workspace } from "../ingest/source/workspace.js";
import { bookToRead } from "./find-book.js";
import { findInputs } from "./find-inputs.js";
import { importOptions } from "./import-options.js";
import { prepareBook } from "./prepare-book.js";

/** Everything a command over input files works with. */
export interface Session {
  readonly engine: Engine;
  readonly book: Book;
  readonly asOf: string;
  readonly accounting: Accounting;
  readonly inputs: readonly InputFile[];
  /** Null where a book was read. */
  readonly imported: ImportedFiles | null;
  readonly talk: Talk;
  /** What `--join` added. */
  readonly joined: readonly JoinedFile[];
}

type SharedContext = CommandContext<typeof SHARED_OPTIONS>;

/** What a command asks of its inputs. */
export interface SessionNeeds {
  /** The columns of the analysis, whose names joined attributes cannot have. */
  readonly ownColumns?: readonly string[];
  /** Whether the hours of transactions are wanted. */
  readonly hours?: boolean;
  /** False: a file of any kind will do. */
  readonly transactions?: boolean;
  /** Whether contacts of call lists count for the as-of day: what came of a list is known before the next orders are. */
  readonly callLists?: boolean;
}

/**
 * Reads the inputs of a command, says what became of every record, and hands the book to `work`. Engine and
 * temporary files are gone when it returns, however it returns.
 */
export async function withSession<O extends readonly OptionSpec[]>(
  context: CommandContext<O>,
  work: (session: Session) => Promise<number>,
  { ownColumns = [], hours = false, transactions: needsTransactions = true, callLists = false }: SessionNeeds = {},
): Promise<number> {
  const shared = context as unknown as SharedContext;
  const { settings, effects } = shared;
  const talk = createTalk(effects, { quiet: settings.quiet || settings.json });
  const workspace = openWorkspace();
  let engine: Engine | null = null;
  try {
    const place = bookToRead(shared);
    const options = { ...(await importOptions(shared)), hashOrders: true, hours };
    const inputs = place === null ? await findFiles(shared) : [place];
    engine = await openEngine({
      ...(settings.memory === undefined ? {} : { memory: settings.memory }),
      ...(settings.threads === undefined ? {} : { threads: settings.threads }),
    });
    const imported = place === null ? await readFiles(engine, inputs, options, effects, workspace, talk) : null;
    if (imported !== null && needsTransactions && !imported.files.some((file) => file.role === "transactions")) {
      throw new CrmError("no-transactions");
    }
    const whole =
      imported === null
        ? await readBook(engine, place!, needsTransactions)
        : await assembleBook(engine, imported, options);
    const last = settings.asOf === undefined ? await lastDayOf(whole) : null;
    const worked = last !== null && callLists ? await workedAfter(whole, last.day) : null;
    const asOf = worked ?? last?.day ?? settings.asOf!;
    if (settings.asOf !== undefined) await refuseTooEarly(whole, asOf);
    const book = await scoped(whole, asOf, settings.since);
    const accounting = addUp(book.files);
    if (place === null) talk.accounting(imported, accounting);
    else talk.say(inOneLine(place.name, accounting));
    for (const remark of book.remarks) talk.say(`  ${remark}`);
    const known = worked === null ? `the last ${last?.of}'s day` : "the last day of which call lists tell";
    talk.say(last === null ? `as of ${asOf}` : `as of ${asOf}, ${known} (--as-of changes it)`);
    if (last !== null && worked === null) await warnOfLonelyDay(whole, asOf, talk);
    const prepared = await prepareBook(book, shared, talk, ownColumns);
    const everyInput = [...inputs, ...prepared.inputs];
    const { joined } = prepared;
    return await work({ engine, book: prepared.book, asOf, accounting, inputs: everyInput, imported, talk, joined });
  } finally {
    engine?.close();
    workspace.remove();
  }
}

const findFiles = ({ files, settings, effects, config }: SharedContext): Promise<InputFile[]> =>
  findInputs({ files, byRole: settings }, effects.cwd, config);

async function readFiles(
  engine: Engine,
  inputs: readonly InputFile[],
  options: ImportOptions,
  { stdin }: Effects,
  workspace: Workspace,
  talk: Talk,
): Promise<ImportedFiles> {
  const reading = talk.progress(`reading ${inputs.map((input) => input.name).join(", ")}`);
  try {
    return await importFiles(engine, inputs, options, stdin, workspace);
  } finally {
    reading.stop();
  }
}

/** A book can have very many files; their sum is said, and `--json` has each. */
function inOneLine(name: string, { files, read, accepted, rejected, filtered }: Accounting): string {
  const rules = Object.entries(filtered).map(([rule, many]) => `${rule} ${count.format(many)}`);
  const setAside = Object.values(filtered).reduce((sum, many) => sum + many, 0);
  return (
    `${name}: ${count.format(read)} records of ${files.length} ${files.length === 1 ? "import" : "imports"} = ` +
    `${count.format(accepted)} accepted + ${count.format(rejected)} rejected + ` +
    `${count.format(setAside)} filtered${rules.length === 0 ? "" : ` (${rules.join(", ")})`}`
  );
}

const count = new Intl.NumberFormat("en-US");

/** The day of the last transaction, or of the last record of another kind where there are no transactions. */
async function lastDayOf({ engine, files }: Book): Promise<{ readonly day: string; readonly of: string }> {
  for (const [of, query] of [
    ["transaction", lastDay()],
    ["record", lastRecordDay()],
  ] as const) {
    const { last_day: day } = await engine.row<{ last_day: string | null }>(query);
    if (day !== null) return { day, of };
  }
  const { rejected, read } = addUp(files);
  if (read === 0 && files[0] !== undefined) throw new CrmError("header-only", { place: { file: files[0].file } });
  throw new CrmError("nothing-accepted", {
    detail: `${read} records were read, ${rejected} rejected, the others set aside.`,
  });
}

async function workedAfter({ engine }: Book, last: string): Promise<string | null> {
  return (await engine.row<{ last_day: string | null }>(lastWorkedDay(last))).last_day;
}

/**
 * Before the first record of any kind there is nothing to look at.
 *
 * @throws CrmError `nothing-accepted`, with the first day
 */
async function refuseTooEarly({ engine }: Book, asOf: string): Promise<void> {
  const days: string[] = [];
  for (const query of [firstDay(), firstRecordDay()]) {
    const { first_day: day } = await engine.row<{ first_day: string | null }>(query);
    if (day !== null) days.push(day);
  }
  const [first] = days.sort();
  if (first === undefined || first <= asOf) return;
  throw new CrmError("nothing-accepted", {
    detail: `--as-of ${asOf} lies before all records; the first one is of ${first}.`,
  });
}

/** One date with a wrong year would make every customer look lost. */
async function warnOfLonelyDay({ engine }: Book, asOf: string, talk: Talk): Promise<void> {
  const { day } = await engine.row<{ day: string | null }>(usualLastDay(asOf));
  if (day === null || Date.parse(asOf) - Date.parse(day) < 366 * 86_400_000) return;
  talk.warn(
    `the last transaction's day lies more than a year after the others (up to ${day}); is it a typing error? --as-of settles the day`,
  );
}

/** The book with records outside the asked period set aside and counted by file. */
export async function scoped(book: Book, asOf: string, since: string | undefined): Promise<Book> {
  let files: readonly FileAccounting[] = book.files;
  const move = async (rule: string, query: ReturnType<typeof recordsAfter>): Promise<void> => {
    const rows = await book.engine.rows<{ file_number: number; count: number }>(query);
    const counts = new Map(rows.map((row) => [row.file_number, row.count]));
    files = files.map((file, index) => filterFurther(file, rule, counts.get(index + 1) ?? 0));
  };
  await move("after-as-of", recordsAfter(asOf));
  for (const role of book.records.keys()) {
    await move("after-as-of", recordsOfRoleAfter(role, asOf));
    await wrapRelation(
      book.engine,
      role,
      `all_${role}`,
      (all) => sql`SELECT * FROM ${all} WHERE day IS NULL OR day <= DATE ${literal(asOf)}`,
    );
  }
  if (since !== undefined) {
    await move("before-since", recordsBefore(since));
    await book.engine.run(sql`ALTER VIEW transactions RENAME TO all_transactions`);
    await book.engine.run(
      sql`CREATE VIEW transactions AS SELECT * FROM all_transactions WHERE day IS NULL OR day >= DATE ${literal(since)}`,
    );
  }
  const internal = await setAsideInternal(book, asOf);
  if (internal === null) return { ...book, files };
  files = files.map((file, index) => filterFurther(file, "internal", internal.records.get(index + 1) ?? 0));
  const remark = `${internal.customers} ${internal.customers === 1 ? "customer is" : "customers are"} internal: counted, not ranked`;
  return { ...book, files, remarks: [...book.remarks, remark] };
}
