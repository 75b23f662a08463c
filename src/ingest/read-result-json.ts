import { statSync } from "node:fs";
import type { Engine } from "../engine/engine.js";
import { identifier, join, literal, raw, sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import { type RawTable, rawColumn } from "./raw-table.js";
import type { Source } from "./source/open-source.js";

/** How a result of this program begins. */
export const RESULT_HEAD = /^\{\s*"schemaVersion"\s*:/;

/** Opens a result that a command wrote as JSON: the rows of its main table, under the names of its columns. */
export async function readResultJson(engine: Engine, source: Source): Promise<RawTable> {
  const file = sql`read_json(${literal(source.path)}, format = 'unstructured',
    columns = {'columns': 'JSON[]', 'rows': 'JSON[]'}, maximum_object_size = ${raw(String(statSync(source.path).size + 1024))})`;
  let headers: string[];
  try {
    const named = await engine.rows<{ name: string }>(
      sql`SELECT json_extract_string(unnest(columns), '$.name') AS name FROM ${file}`,
    );
    headers = named.map((row) => row.name);
  } catch (cause) {
    if (cause instanceof CrmError) throw cause;
    const detail = "it begins like a result of crm, but is damaged or cut off.";
    throw new CrmError("file-unreadable", { detail, fix: "Write it again.", place: { file: source.name }, cause });
  }
  const columns = headers.map(
    (header, index) => sql`row_json->>${literal(jsonPath(header))} AS ${raw(rawColumn(index))}`,
  );
  const relation = sql`(SELECT ${join(columns)} FROM (SELECT unnest(rows) AS row_json FROM ${file}))`;
  const samples: string[][] = [];
  for await (const batch of engine.batches(sql`SELECT * FROM ${relation} LIMIT 1000`)) {
    samples.push(...batch.map((cells) => cells.map((cell) => (cell === null ? "" : String(cell)))));
  }
  return {
    name: source.name,
    form: { container: "json-lines" },
    headers,
    samples,
    relation: async () => relation,
    async load(table, project) {
      await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} AS ${project(relation)}`);
      const { rows } = await engine.row<{ rows: number }>(sql`SELECT count(*) AS rows FROM ${identifier(table)}`);
      return {
        read: rows,
        rows,
        skipped: { preamble: 0, header: 0, blank: 0 },
        structural: [],
        remarks: [],
        locate: async (ordinals) => {
          const found = await engine.rows<{ text: string }>(sql`SELECT unnest(rows)::VARCHAR AS text FROM ${file}`);
          return ordinals.map((ordinal) => ({
            ordinal,
            line: ordinal + 1,
            text: found[ordinal]?.text ?? "",
            cells: cellsOf(found[ordinal]?.text, headers),
          }));
        },
      };
    },
    async release() {},
  };
}

const jsonPath = (key: string): string => `$."${key.replaceAll('"', '\\"')}"`;

function cellsOf(text: string | undefined, headers: readonly string[]): string[] {
  const object = new Map(Object.entries(JSON.parse(text ?? "{}") as Record<string, unknown>));
  return headers.map((header) => String(object.get(header) ?? ""));
}
