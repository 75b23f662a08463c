import { closeSync, openSync, readSync } from "node:fs";
import type { Engine } from "../engine/engine.js";
import { identifier, literal, raw, type Sql, sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import { findHeader, type Header } from "./find-header.js";
import { type LoadedTable, type LocatedRecord, type RawTable, rawColumn, type StructuralReject } from "./raw-table.js";
import { type Dialect, detectDialect, parseSample } from "./source/dialect.js";
import { normaliseText } from "./source/normalise-text.js";
import type { Source } from "./source/open-source.js";
import { openText, readSample, reopenText, type TextOptions } from "./source/open-text.js";
import { type LineCounts, type RecordPlace, scanRecords } from "./source/scan-records.js";
import { LONGEST_TRUSTED, type TextRecord } from "./source/split-records.js";
import type { Workspace } from "./source/workspace.js";
import { stageDelimited } from "./stage-delimited.js";

const SAMPLE_ROWS = 1000;

/**
 * Opens a delimited text. Encoding, dialect and header are settled from its head; the engine then reads the whole
 * file in strict mode while the bytes are counted beside it. Where the two counts do not agree, or the text is not
 * plain UTF-8 with one kind of line end, the file is normalised or parsed record by record instead.
 */
export async function readDelimited(
  engine: Engine,
  source: Source,
  options: TextOptions,
  workspace: Workspace,
): Promise<RawTable> {
  let text = await openText(source, options, workspace);
  const sample = readSample(text.path, source.name);
  const dialect = detectDialect(sample, options.delimiter);
  const rows = parseSample(sample, dialect, SAMPLE_ROWS);
  if (rows.every((row) => row.text.trim() === "")) throw new CrmError("file-empty", { place: { file: source.name } });
  const header = findHeader(rows.map((row) => row.cells));
  const quote = quoteByte(dialect);
  const remarks = [...text.remarks];
  let staged: string | null = null;
  let careful: LoadedTable | null = null;
  let counts: LineCounts | null = null;

  /** Brings the text into the form that the engine reads, as far as counting its bytes tells; null where it cannot be. */
  const settle = async (): Promise<LineCounts | null> => {
    counts ??= await scanRecords(text.path, quote);
    if (counts.invalidUtf8 !== null && text.encoding === "utf-8") {
      text = await reopenText(source, options, workspace, counts.invalidUtf8);
      remarks.push(...text.remarks);
      counts = await scanRecords(text.path, quote);
    }
    if (needsPlainLines(counts)) {
      const path = workspace.path("lines.txt");
      await normaliseText(text.path, path, "utf-8", { keepCarriageReturns: false, lenient: true });
      text = { ...text, path };
      remarks.push("line ends or NUL bytes were made uniform first");
      counts = await scanRecords(text.path, quote);
    }
    return hasPlainQuotes(counts) && hasPlainHead(rows, header, dialect) ? counts : null;
  };
  const stage = async (): Promise<LoadedTable> => {
    staged ??= `staged_${tables++}`;
    careful ??= await stageDelimited(engine, text.path, dialect, header, staged);
    return careful;
  };
  const quick = (table: string, project: Projection, known: LineCounts | null): Promise<QuickLoad> =>
    tryEngine(engine, { path: text.path, dialect, header, quote }, table, project, known);

  return {
    name: source.name,
    form: {
      container: "delimited",
      encoding: text.encoding,
      delimiter: dialect.delimiter,
      quote: dialect.quote,
      headerLine: rows[header.index]?.line ?? 1,
    },
    headers: header.names,
    samples: rows.slice(header.index + 1).map((row) => row.cells),

    async relation() {
      if (staged === null && (await settle()) === null) await stage();
      if (staged !== null) return raw(staged);
      return engineRelation(text.path, dialect, header, await linesThrough(text.path, quote, header.index), null);
    },

    async load(table, project) {
      if (staged === null && hasPlainHead(rows, header, dialect)) {
        const first = await quick(table, project, counts);
        if (first.loaded !== null) return withRemarks(first.loaded, remarks);
        const path = text.path;
        counts = first.counts;
        if ((await settle()) !== null && text.path !== path) {
          const again = await quick(table, project, counts);
          if (again.loaded !== null) return withRemarks(again.loaded, remarks);
        }
      } else if (staged === null) {
        await settle();
      }
      const loaded = await stage();
      await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} AS ${project(raw(staged!))}`);
      return withRemarks(loaded, [...remarks, "its quotes or lines are irregular, so it was parsed record by record"]);
    },

    async release() {
      if (staged !== null) await engine.run(sql`DROP TABLE IF EXISTS ${identifier(staged)}`);
    },
  };
}

type Projection = (relation: Sql) => Sql;

let tables = 0;

const quoteByte = (dialect: Dialect): number => (dialect.quote === "" ? 0 : dialect.quote.charCodeAt(0));

/** Whether quotes in the lines down to the header do nothing but enclose fields: the engine skips those by its own rules. */
function hasPlainHead(rows: readonly TextRecord[], header: Header, { quote }: Dialect): boolean {
  if (quote === "") return true;
  return rows
    .slice(0, header.index + 1)
    .every((row) => !row.badQuote && !row.cells.some((cell) => cell.includes(quote)));
}

const needsPlainLines = (counts: LineCounts): boolean =>
  counts.zeroBytes > 0 ||
  counts.loneCarriageReturns > 0 ||
  (counts.carriageReturnLineFeeds > 0 && counts.carriageReturnLineFeeds < counts.lineFeeds);

/** A record of many lines may be the work of a stray quote, which only reading it carefully tells. */
const hasPlainQuotes = (counts: LineCounts): boolean =>
  counts.openQuoteLine === null && counts.longestRecord <= LONGEST_TRUSTED;

/** The engine's `skip` counts records, and every blank line as one. */
async function linesThrough(path: string, quote: number, headerIndex: number): Promise<number> {
  let lines = 0;
  let embedded = 0;
  await scanRecords(path, quote, (place) => {
    if (place.ordinal > headerIndex) return false;
    embedded += place.endLine - place.line;
    lines = place.endLine - embedded;
    return place.ordinal < headerIndex;
  });
  return lines;
}

function engineRelation(path: string, dialect: Dialect, header: Header, skip: number, rejects: string | null): Sql {
  const columns = header.names.map((_, index) => `'${rawColumn(index)}': 'VARCHAR'`).join(", ");
  const store =
    rejects === null
      ? raw("ignore_errors = true")
      : raw(`store_rejects = true, rejects_limit = 0, rejects_table = '${rejects}', rejects_scan = '${rejects}_scan'`);
  return sql`read_csv(${literal(path)}, auto_detect = false, compression = 'none', header = false, skip = ${raw(String(skip))},
    delim = ${literal(dialect.delimiter)}, quote = ${literal(dialect.quote)}, escape = ${literal(dialect.escape)},
    columns = {${raw(columns)}}, buffer_size = 4194304, strict_mode = true, nullstr = '', ${store})`;
}

interface QuickLoad {
  readonly counts: LineCounts;
  /** Null where the two counts do not agree. */
  readonly loaded: LoadedTable | null;
}

/** What the engine is asked to read. */
interface PlainText {
  readonly path: string;
  readonly dialect: Dialect;
  readonly header: Header;
  readonly quote: number;
}

let loads = 0;

/** Lets the engine read the file while the bytes are counted, and holds the two against each other. */
async function tryEngine(
  engine: Engine,
  { path, dialect, header, quote }: PlainText,
  table: string,
  project: Projection,
  known: LineCounts | null,
): Promise<QuickLoad> {
  loads += 1;
  const rejects = `rejects_of_load_${loads}`;
  const skip = await linesThrough(path, quote, header.index);
  const relation = engineRelation(path, dialect, header, skip, rejects);
  const query = sql`CREATE OR REPLACE TABLE ${identifier(table)} AS ${project(relation)}`;
  const reading = engine.run(query).then(
    () => null,
    (error: unknown) => error,
  );
  const counts = known ?? (await scanRecords(path, quote));
  const failure = await reading;
  if (failure instanceof CrmError) throw failure;
  if (failure !== null || needsPlainLines(counts) || counts.invalidUtf8 !== null || !hasPlainQuotes(counts)) {
    return { counts, loaded: null };
  }
  const { rows } = await engine.row<{ rows: number }>(sql`SELECT count(*) AS rows FROM ${identifier(table)}`);
  const ragged = await engine.rows<{ start: number; kind: string; message: string }>(sql`
    SELECT line_byte_position AS start, min(error_type::VARCHAR) AS kind, min(error_message) AS message
    FROM ${identifier(rejects)} GROUP BY line_byte_position ORDER BY start`);
  await engine.run(sql`DROP TABLE ${identifier(rejects)}`);
  await engine.run(sql`DROP TABLE ${identifier(`${rejects}_scan`)}`);
  const read = counts.records - header.index - 1;
  const irregular = ragged.some((reject) => !/COLUMNS/.test(reject.kind));
  if (irregular || rows + ragged.length !== read) return { counts, loaded: null };
  const starts = ragged.map((reject) => reject.start - 1);
  const places = locateRecords(path, dialect, header, starts);
  const structural = await places.structural(ragged.map((reject) => reject.message));
  return {
    counts,
    loaded: {
      read,
      rows,
      skipped: { preamble: header.index, header: 1, blank: counts.blankLines },
      structural,
      remarks: [],
      locate: places.locate,
    },
  };
}

/**
 * Line and text of records of a text that the engine has read: rows by ordinal, rejects by their byte. One pass over
 * the file a call, and none as long as nobody asks.
 */
function locateRecords(path: string, dialect: Dialect, header: Header, rejectStarts: readonly number[]) {
  const quote = quoteByte(dialect);
  const cellsOf = (text: string): readonly string[] => parseSample(text, dialect, 1)[0]?.cells ?? [];
  const textOf = (file: number, place: RecordPlace): string => {
    const bytes = Buffer.alloc(place.endByte - place.startByte);
    readSync(file, bytes, 0, bytes.length, place.startByte);
    return bytes.toString("utf8");
  };
  const walk = async (
    visit: (place: RecordPlace, ordinal: number, isReject: boolean, file: number) => void,
  ): Promise<void> => {
    const file = openSync(path, "r");
    let rejects = 0;
    try {
      await scanRecords(path, quote, (place) => {
        const ordinal = place.ordinal - header.index - 1;
        if (ordinal < 0) return true;
        const isReject = rejects < rejectStarts.length && place.endByte > rejectStarts[rejects]!;
        if (isReject) rejects += 1;
        visit(place, ordinal - rejects, isReject, file);
        return true;
      });
    } finally {
      closeSync(file);
    }
  };
  return {
    async structural(messages: readonly string[]): Promise<StructuralReject[]> {
      const found: StructuralReject[] = [];
      if (rejectStarts.length === 0) return found;
      await walk((place, _ordinal, isReject, file) => {
        if (!isReject) return;
        const text = textOf(file, place);
        found.push({
          line: place.line,
          endLine: place.endLine,
          code: "field-count",
          message: fieldCountMessage(messages[found.length] ?? ""),
          text,
          cells: cellsOf(text),
        });
      });
      return found;
    },
    async locate(ordinals: readonly number[]): Promise<LocatedRecord[]> {
      const wanted = new Set(ordinals);
      const found: LocatedRecord[] = [];
      if (wanted.size === 0) return found;
      await walk((place, ordinal, isReject, file) => {
        if (isReject || !wanted.has(ordinal)) return;
        const text = textOf(file, place);
        found.push({ ordinal, line: place.line, text, cells: cellsOf(text) });
      });
      return found;
    },
  };
}

function fieldCountMessage(engineMessage: string): string {
  const counts = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(engineMessage);
  return counts === null ? "wrong number of fields" : `${counts[2]} fields, the header has ${counts[1]}`;
}

const withRemarks = (loaded: LoadedTable, remarks: readonly string[]): LoadedTable => ({
  ...loaded,
  remarks: [...loaded.remarks, ...remarks],
});
