import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import type { Engine } from "../engine/engine.js";
import { identifier, join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import { type LoadedTable, type LocatedRecord, type RawTable, rawColumn } from "./raw-table.js";
import type { Source } from "./source/open-source.js";
import { type OpenText, openText, readSample, reopenText, type TextOptions } from "./source/open-text.js";
import { type LineCounts, scanRecords } from "./source/scan-records.js";
import { RecordSplitter } from "./source/split-records.js";
import type { Workspace } from "./source/workspace.js";
import { locateStaged } from "./stage-delimited.js";

/** Lines as records: no field is ever parted or quoted. */
const WHOLE_LINES = { delimiter: "\u0000", quote: "", escape: "" };
/** A line's text where it is JSON. The engine may ask for values in any order, so each has to be safe by itself. */
const JSON_TEXT = raw("CASE WHEN json_valid(text) THEN text END");
const IS_OBJECT = sql`coalesce(json_type(${JSON_TEXT}) = 'OBJECT', false)`;

/**
 * Opens a file of JSON objects, one a line. Columns are the keys of the first objects in the order in which they
 * first appear; nested values stay JSON text. A line that is no object is a reject: where there is one, the file is
 * read again line by line.
 */
export async function readJsonLines(
  engine: Engine,
  source: Source,
  options: TextOptions,
  workspace: Workspace,
): Promise<RawTable> {
  let text = await openText(source, options, workspace);
  const objects = readSample(text.path, source.name)
    .split(/\r\n|\n|\r/)
    .map(parseObject)
    .filter((object) => object !== null);
  const headers = [...new Set(objects.flatMap((object) => [...object.keys()]))];
  if (headers.length === 0) {
    throw new CrmError("file-unreadable", {
      detail: "its lines are not JSON objects.",
      fix: "Write one JSON object a line, or export CSV.",
      place: { file: source.name },
    });
  }
  const columns = headers.map(
    (header, index) =>
      sql`nullif(json_extract_string(${JSON_TEXT}, ${keyPath(header)}), '') AS ${raw(rawColumn(index))}`,
  );
  let counts: LineCounts | null = null;
  const settle = async (): Promise<LineCounts> => {
    counts ??= await scanRecords(text.path, 0);
    if (counts.invalidUtf8 === null || text.encoding !== "utf-8") return counts;
    text = await reopenText(source, options, workspace, counts.invalidUtf8);
    counts = await scanRecords(text.path, 0);
    return counts;
  };
  const relation = async (): Promise<Sql> => {
    if (staged !== null) return identifier(staged.table);
    await settle();
    return sql`(SELECT ${join(columns)} FROM ${lineRelation(text.path)} WHERE ${IS_OBJECT})`;
  };
  let staged: StagedLines | null = null;
  const cellsOf = (line: string): string[] => {
    const object = parseObject(line);
    return headers.map((header) => object?.get(header) ?? "");
  };

  return {
    name: source.name,
    form: { container: "json-lines", encoding: text.encoding },
    headers,
    samples: objects.slice(0, 1000).map((object) => headers.map((header) => object.get(header) ?? "")),
    relation,

    async load(table, project) {
      const { records, blankLines: blank, loneCarriageReturns, zeroBytes } = await settle();
      const skipped = { preamble: 0, header: 0, blank };
      if (staged === null && loneCarriageReturns + zeroBytes === 0) {
        const rows = await tryQuick(engine, table, project(await relation()));
        if (rows === records) {
          const { path, remarks } = text;
          return { read: records, rows, skipped, structural: [], remarks, locate: locateLines(path, cellsOf) };
        }
      }
      staged ??= await stageLines(engine, text, columns);
      await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} AS ${project(identifier(staged.table))}`);
      const { rows, structural } = staged;
      return {
        ...{ read: rows + structural.length, rows, structural, remarks: text.remarks },
        skipped: { ...skipped, blank: staged.blank },
        locate: locateStaged(engine, staged.table, headers.length),
      };
    },

    async release() {
      if (staged !== null) await engine.run(sql`DROP TABLE IF EXISTS ${identifier(staged.table)}`);
    },
  };
}

const lineRelation = (path: string): Sql =>
  sql`read_csv(${literal(path)}, auto_detect = false, compression = 'none', header = false, delim = ${literal("\u001f")}, quote = '', escape = '',
    columns = {'text': 'VARCHAR'}, strict_mode = false, max_line_size = 67108864)`;

/** A key as a JSON pointer: in the other notation of paths some characters cannot be written. */
const keyPath = (key: string): Sql => literal(`/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);

/** Rows that the engine reads by itself; null where it gives up. */
async function tryQuick(engine: Engine, table: string, query: Sql): Promise<number | null> {
  try {
    await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} AS ${query}`);
  } catch (error) {
    if (error instanceof CrmError) throw error;
    return null;
  }
  return (await engine.row<{ rows: number }>(sql`SELECT count(*) AS rows FROM ${identifier(table)}`)).rows;
}

interface StagedLines extends Pick<LoadedTable, "rows" | "structural"> {
  readonly table: string;
  readonly blank: number;
}

let tables = 0;

/** Reads line by line, so that objects and other lines are told apart and each keeps its place. */
async function stageLines(engine: Engine, text: OpenText, columns: readonly Sql[]): Promise<StagedLines> {
  const table = `objects_${tables++}`;
  const lines = identifier(`lines_of_${table}`);
  await engine.run(sql`CREATE OR REPLACE TABLE ${lines} (line INTEGER, text VARCHAR)`);
  const appender = await engine.appender(`lines_of_${table}`);
  const splitter = new RecordSplitter(WHOLE_LINES);
  const take = (piece: string, isLast: boolean): void => {
    for (const record of splitter.feed(piece, isLast)) {
      appender.integer(record.line);
      appender.text(record.text);
      appender.endRow();
    }
  };
  for await (const piece of createReadStream(text.path, { encoding: "utf8", highWaterMark: 1 << 20 })) {
    take(piece as string, false);
  }
  take("", true);
  appender.close();
  await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} AS
    SELECT ${join(columns)}, line, text FROM ${lines} WHERE ${IS_OBJECT} ORDER BY line`);
  const others = await engine.rows<{ line: number; text: string }>(
    sql`SELECT line, text FROM ${lines} WHERE NOT ${IS_OBJECT} ORDER BY line`,
  );
  await engine.run(sql`DROP TABLE ${lines}`);
  const { rows } = await engine.row<{ rows: number }>(sql`SELECT count(*) AS rows FROM ${identifier(table)}`);
  const structural = others.map(({ line, text }) => ({
    ...{ line, endLine: line, code: "bad-json" as const, message: "the line is not a JSON object" },
    ...{ text, cells: [text] },
  }));
  return { table, rows, structural, blank: splitter.blankLines };
}

/** Line and text of records by their ordinal, in one pass over a file in which every line with content is a row. */
function locateLines(path: string, cellsOf: (line: string) => string[]): LoadedTable["locate"] {
  return async (ordinals) => {
    const wanted = new Set(ordinals);
    const found: LocatedRecord[] = [];
    if (wanted.size === 0) return found;
    const file = openSync(path, "r");
    try {
      await scanRecords(path, 0, ({ ordinal, line, startByte, endByte }) => {
        if (!wanted.has(ordinal)) return true;
        const bytes = Buffer.alloc(endByte - startByte);
        readSync(file, bytes, 0, bytes.length, startByte);
        const text = bytes.toString("utf8");
        found.push({ ordinal, line, text, cells: cellsOf(text) });
        return true;
      });
    } finally {
      closeSync(file);
    }
    return found;
  };
}

/** The object's values as texts; null where the line is no object. A Map, so that no key is special. */
function parseObject(line: string): Map<string, string> | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    const text = (one: unknown): string =>
      one === null || one === undefined ? "" : typeof one === "object" ? JSON.stringify(one) : String(one);
    return new Map(Object.entries(value).map(([key, one]) => [key, text(one)]));
  } catch {
    return null;
  }
}
