import { createReadStream, createWriteStream, existsSync, statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { type BookPlace, type OpenBook, openBookToChange, walOf } from "../book/book-file.js";
import { identifyFile } from "../book/file-identity.js";
import { type BookChange, importIntoBook } from "../book/import-into-book.js";
import { type FileIdentity, isSameFile, type RecordedImport, readImports } from "../book/recorded-imports.js";
import { type CommandContext, command } from "../cli/command.js";
import { anyText } from "../cli/option.js";
import { type SHARED_OPTIONS, sharedOptionsWithout, spec } from "../cli/shared-options.js";
import { createTalk, type Talk } from "../cli/talk.js";
import { type Engine, openEngine } from "../engine/engine.js";
import { CrmError } from "../errors/crm-error.js";
import { addUp } from "../ingest/accounting.js";
import { type ImportedFiles, type ImportOptions, type InputFile, importFiles } from "../ingest/import-files.js";
import { createRejects } from "../ingest/judge-leftovers.js";
import { openWorkspace, type Workspace } from "../ingest/source/workspace.js";
import { checkTargets } from "../output/check-targets.js";
import { type Destination, deliver, openDestination } from "./deliver.js";
import { bookPlace } from "./find-book.js";
import { findInputs } from "./find-inputs.js";
import { importOptions } from "./import-options.js";
import { importResult, lineOfChange, lineOfKnown, type OutcomeLine, sayImport } from "./import-result.js";

const OPTIONS = [
  spec({
    key: "book",
    flags: "--book <file>",
    description: "the book to add to; it is made where there is none",
    parse: anyText,
  }),
  ...sharedOptionsWithout("book", "asOf", "since", "where", "merge", "join", "columns", "top", "sort"),
] as const;

type Context = CommandContext<typeof OPTIONS>;

export const importCommand = command({
  name: "import",
  summary: "add exports to a book; the same file twice changes nothing",
  description:
    "Reads files as the other commands do and keeps what is in them in one file, the book, which those read with --book.\n" +
    "A file that the book has already adds nothing, under another name too; an order that it has already is replaced by\n" +
    "the later file's. All files are added or none: an import that is broken off leaves the book as it was.",
  arguments: "[files...]",
  options: OPTIONS,
  examples: [
    { command: "crm import customers.xlsx orders.csv --book shop.crm", shows: "what was added to the book" },
    { command: "crm import orders.csv --book shop.crm --dry-run", shows: "what would be added, and changes nothing" },
  ],
  async run(context) {
    const shared = context as unknown as CommandContext<typeof SHARED_OPTIONS>;
    const { settings, effects, config, files } = context;
    const talk = createTalk(effects, { quiet: settings.quiet || settings.json });
    const named = bookPlace(shared);
    if (named === null) {
      throw new CrmError("bad-option", {
        option: "--book",
        detail: "an import needs a book to add to",
        fix: "Name it, as in --book shop.crm; it is made where there is none.",
      });
    }
    const options = { ...(await importOptions(shared)), hours: true };
    const inputs = await findInputs({ files, byRole: settings }, effects.cwd, config);
    const place = await checkBook(named, inputs, effects.cwd);
    const destination = rejectsBeside(named, context, await openDestination(context));
    const workspace = openWorkspace();
    const { memory, threads } = settings;
    const engine = await openEngine({
      ...(memory === undefined ? {} : { memory }),
      ...(threads === undefined ? {} : { threads }),
    });
    let book: OpenBook | null = null;
    try {
      book = await openBookToChange(engine, place, settings.dryRun);
      const found = await sortOut(engine, await onDisk(inputs, context, workspace), options);
      const imported = await read(engine, found, options, context, workspace, talk);
      return await book.transaction((commit) =>
        add(context, { engine, place, talk, destination, options, found, imported, commit }),
      );
    } finally {
      await book?.close();
      if (book !== null && !settings.dryRun && existsSync(walOf(place.path))) {
        talk.warn(`${place.name}.wal belongs to the book, which had no room for it: keep both together`);
      }
      engine.close();
      workspace.remove();
    }
  },
});

/** Refuses a book that cannot be written: a folder, no permission, one of the inputs. */
async function checkBook(place: BookPlace, inputs: readonly InputFile[], cwd: string): Promise<BookPlace> {
  const paths = inputs.map((input) => input.path);
  const [target] = await checkTargets([place.path], { inputs: paths, force: true, cwd }).catch((error: unknown) => {
    throw error instanceof CrmError ? Object.assign(error, { place: { ...error.place, file: place.name } }) : error;
  });
  return { name: place.name, path: target!.real };
}

/** Rejects go beside the book, unless it is said where, under a name that is not taken. */
function rejectsBeside(book: BookPlace, { settings, effects }: Context, destination: Destination): Destination {
  if (destination.rejects !== null) return destination;
  const start = basename(book.path, extname(book.path));
  const isTaken = (file: string): boolean => !settings.force && existsSync(join(dirname(book.path), file));
  let file = `${start}.rejects.csv`;
  for (let number = 2; isTaken(file); number += 1) file = `${start}.rejects-${number}.csv`;
  const isFromHere = resolve(effects.cwd, book.name) === book.path;
  return { ...destination, rejects: join(dirname(isFromHere ? book.name : book.path), file) };
}

/** An input with what tells it from others. */
interface IdentifiedInput {
  readonly input: InputFile;
  readonly identity: FileIdentity;
  /** What the book has of it already; empty where it has to be read. */
  readonly known: readonly RecordedImport[];
  /** Another input of this run is the same file. */
  readonly repeats: InputFile | null;
}

/** Standard input and pipes can be read once only; here every file is read twice. */
async function onDisk(inputs: readonly InputFile[], { effects }: Context, workspace: Workspace): Promise<InputFile[]> {
  const kept: InputFile[] = [];
  for (const input of inputs) {
    const isStdin = input.name === "-";
    const found = isStdin ? undefined : statSync(input.path, { throwIfNoEntry: false });
    // What cannot be read is refused where it is read, in the same words as everywhere.
    if (!isStdin && (found === undefined || found.isFile() || found.isDirectory())) {
      kept.push(input);
      continue;
    }
    const path = workspace.path("stdin");
    await pipeline(isStdin ? effects.stdin : createReadStream(input.path), createWriteStream(path));
    kept.push({ ...input, name: isStdin ? "standard input" : input.name, path });
  }
  return kept;
}

async function sortOut(
  engine: Engine,
  inputs: readonly InputFile[],
  options: ImportOptions,
): Promise<readonly IdentifiedInput[]> {
  const imports = await readImports(engine);
  const found: IdentifiedInput[] = [];
  for (const input of inputs) {
    const readable = statSync(input.path, { throwIfNoEntry: false })?.isFile() === true;
    const identity = readable ? await identifyFile(input, options) : { content: "", reading: "" };
    const known = imports.filter((one) => readable && isSameFile(one, identity));
    const twin = found.find((one) => readable && isSameFile(one.identity, identity));
    found.push({ input, identity, known, repeats: twin?.input ?? null });
  }
  return found;
}

/** Reads the files that the book does not have yet. */
async function read(
  engine: Engine,
  found: readonly IdentifiedInput[],
  options: ImportOptions,
  { effects }: Context,
  workspace: Workspace,
  talk: Talk,
): Promise<ImportedFiles> {
  await createRejects(engine);
  const fresh = found.filter((one) => one.known.length === 0 && one.repeats === null).map((one) => one.input);
  if (fresh.length === 0) return { files: [], ignored: [] };
  const reading = talk.progress(`reading ${fresh.map((input) => input.name).join(", ")}`);
  try {
    return await importFiles(engine, fresh, options, effects.stdin, workspace);
  } finally {
    reading.stop();
  }
}

interface Work {
  readonly engine: Engine;
  readonly place: BookPlace;
  readonly talk: Talk;
  readonly destination: Destination;
  readonly options: ImportOptions;
  readonly found: readonly IdentifiedInput[];
  readonly imported: ImportedFiles;
  readonly commit: () => Promise<void>;
}

/** Adds what was read, says what became of it, and makes it final when the outputs are complete. */
async function add(context: Context, work: Work): Promise<number> {
  const { engine, place, talk, found, imported } = work;
  const identities = new Map(found.map((one) => [one.input.path, one.identity]));
  const nothing: BookChange = { changes: [], remarks: [] };
  const change =
    imported.files.length === 0
      ? nothing
      : await importIntoBook(engine, imported, (path) => identities.get(path)!, work.options);
  const lines = outcomeLines(found, change);
  const { result, totals } = await importResult(engine, lines);
  sayImport(talk, place.name, imported, change, lines, totals, context.settings.dryRun);
  const accounting = addUp(lines.map((line) => line.accounting));
  const inputs = [...found.map((one) => one.input), place];
  const session = { engine, accounting, inputs, talk, commit: work.commit };
  return deliver(context, session, work.destination, result);
}

/** What became of every table, in the order of the inputs. */
function outcomeLines(found: readonly IdentifiedInput[], { changes }: BookChange): OutcomeLine[] {
  return found.flatMap(({ input, identity, known, repeats }) => {
    const added = changes.filter((change) => isSameFile(change.import, identity));
    if (repeats === null && known.length === 0) return added.map(lineOfChange);
    const earlier = known.length > 0 ? known : added.map((change) => change.import);
    return earlier.map((one) => lineOfKnown(input.name, one));
  });
}
