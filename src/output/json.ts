import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Column } from "../columns/column.js";
import type { Engine } from "../engine/engine.js";
import { literal, sql } from "../engine/sql.js";
import type { Format } from "./format.js";
import type { Result, ResultTable } from "./result.js";
import { withTemporary } from "./temporaries.js";
import { typedQuery } from "./typed-query.js";

/**
 * One JSON object: what the run was, the columns, then one row object per line. The engine writes the rows as an
 * array into a file beside; that file is copied in as bytes, so that no row passes through JavaScript.
 */
export const json: Format = {
  id: "json",
  extensions: [".json"],
  title: "JSON, with columns, figures of the run and rows",
  binary: false,
  holds: "all",
  async write({ engine, result, path }) {
    const out = await open(path, "w");
    try {
      await out.appendFile(`{\n${headOf(result)}\n`);
      await appendTable(engine, result.main, path, out, "  ");
      if (result.further.length > 0) await out.appendFile(',\n  "tables": {');
      for (const [index, table] of result.further.entries()) {
        await out.appendFile(`${index === 0 ? "" : ","}\n    ${JSON.stringify(table.name)}: {\n`);
        await appendTable(engine, table, path, out, "      ");
        await out.appendFile("\n    }");
      }
      await out.appendFile(result.further.length > 0 ? "\n  }\n}\n" : "\n}\n");
    } finally {
      await out.close();
    }
  },
};

function headOf({ schemaVersion, command, asOf, meta }: Result): string {
  const entries = Object.entries({ schemaVersion, command, asOf, ...meta }).filter(([, value]) => value !== undefined);
  return entries.map(([key, value]) => `  ${JSON.stringify(key)}: ${pretty(value, "  ")},`).join("\n");
}

/** Appends `"columns": […], "rows": […]`. */
async function appendTable(
  engine: Engine,
  table: ResultTable,
  path: string,
  out: FileHandle,
  indent: string,
): Promise<void> {
  await out.appendFile(`${indent}"columns": ${columnList(table.columns, indent)},\n${indent}"rows": `);
  await withTemporary(path, async (part) => {
    const written = await engine.run(sql`COPY (${typedQuery(table)}) TO ${literal(part)} (
      FORMAT json, ARRAY true, COMPRESSION none, USE_TMP_FILE false)`);
    if (written === 0) return out.appendFile("[]");
    for await (const chunk of withoutLastLineEnd(createReadStream(part, { highWaterMark: 1 << 20 }))) {
      await out.appendFile(chunk);
    }
  });
}

async function* withoutLastLineEnd(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let held: Buffer | undefined;
  for await (const chunk of chunks) {
    if (held !== undefined) yield held;
    held = chunk;
  }
  if (held !== undefined) yield held.at(-1) === 0x0a ? held.subarray(0, -1) : held;
}

function columnList(columns: readonly Column[], indent: string): string {
  const lines = columns.map(({ name, type, unit, description }) =>
    JSON.stringify({ name, type, unit: unit ?? null, description }),
  );
  return `[\n${indent}  ${lines.join(`,\n${indent}  `)}\n${indent}]`;
}

const pretty = (value: unknown, indent: string): string =>
  (JSON.stringify(value, plainNumbers, 2) ?? "null").replaceAll("\n", `\n${indent}`);

const plainNumbers = (_: string, value: unknown): unknown => (typeof value === "bigint" ? Number(value) : value);
