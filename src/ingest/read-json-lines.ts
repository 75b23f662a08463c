import { closeSync, openSync, readSync } from "node:fs";
import type { Engine } from "../engine/engine.js";
import { identifier, join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import { type LocatedRecord, type RawTable, rawColumn, type StructuralReject } from "./raw-table.js";
import { readHead, type Source } from "./source/open-source.js";
import { type RecordPlace, scanRecords } from "./source/scan-records.js";

const SAMPLE_BYTES = 1 << 18;

/**
 * Opens a file of JSON objects, one a line. Columns are the keys of the first objects in the order in which they
 * first appear; nested values stay JSON text. A line that is no object is a reject.
 */
export async function readJsonLines(engine: Engine, source: Source): Promise<RawTable> {
  const head = new TextDecoder().decode(readHead(source.path, source.name, SAMPLE_BYTES));
  const lines = head.split(/\r?\n/);
  if (head.length >= SAMPLE_BYTES) lines.pop();
  const objects = lines.map(parseObject).filter((object) => object !== null);
  const headers = [...new Set(objects.flatMap((object) => [...object.keys()]))];
  if (headers.length === 0) {
    throw new CrmError("file-unreadable", {
      detail: "its lines are not JSON objects.",
      fix: "Write one JSON object a line, or export CSV.",
      place: { file: source.name },
    });
  }
  const lineColumn = sql`read_csv(${literal(source.path)}, auto_detect = false, header = false, delim = ${literal("\u001f")},
    quote = '', escape = '', columns = {'line': 'VARCHAR'}, strict_mode = false, max_line_size = 67108864)`;
  const isObject = raw("(json_valid(line) AND json_type(line) = 'OBJECT')");
  const columns = headers.map((header, index) => {
    const path = literal(`$."${header.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`);
    return sql`nullif(json_extract_string(line, ${path}), '') AS ${raw(rawColumn(index))}`;
  });
  const relation = (): Sql => sql`(SELECT ${join(columns)} FROM ${lineColumn} WHERE ${isObject})`;

  const walk = (visit: (place: RecordPlace, text: string, isGood: boolean) => void): number => {
    const file = openSync(source.path, "r");
    try {
      return scanRecords(source.path, 0, (place) => {
        const bytes = Buffer.alloc(place.endByte - place.startByte);
        readSync(file, bytes, 0, bytes.length, place.startByte);
        const text = bytes.toString("utf8");
        visit(place, text, parseObject(text) !== null);
        return true;
      }).blankLines;
    } finally {
      closeSync(file);
    }
  };
  const cellsOf = (text: string): string[] => {
    const object = parseObject(text);
    return headers.map((header) => object?.get(header) ?? "");
  };

  return {
    name: source.name,
    form: { container: "json-lines", encoding: "utf-8" },
    headers,
    samples: objects.slice(0, 1000).map((object) => headers.map((header) => object.get(header) ?? "")),
    relation: async () => relation(),
    async load(table, project) {
      await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} AS ${project(relation())}`);
      const { rows } = await engine.row<{ rows: number }>(sql`SELECT count(*) AS rows FROM ${identifier(table)}`);
      const counts = scanRecords(source.path, 0);
      const structural: StructuralReject[] = [];
      if (counts.records !== rows) {
        walk((place, text, isGood) => {
          if (isGood) return;
          const message = "the line is not a JSON object";
          structural.push({ line: place.line, endLine: place.endLine, code: "bad-json", message, text, cells: [text] });
        });
      }
      return {
        read: rows + structural.length,
        rows,
        skipped: { preamble: 0, header: 0, blank: counts.blankLines },
        structural,
        remarks: [],
        async locate(ordinals) {
          const wanted = new Set(ordinals);
          const found: LocatedRecord[] = [];
          let ordinal = 0;
          if (wanted.size === 0) return found;
          walk((place, text, isGood) => {
            if (!isGood) return;
            if (wanted.has(ordinal)) found.push({ ordinal, line: place.line, text, cells: cellsOf(text) });
            ordinal += 1;
          });
          return found;
        },
      };
    },
    async release() {},
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
