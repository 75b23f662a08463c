import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { ImportOptions, InputFile } from "../ingest/import-files.js";
import { NO_MAP } from "../ingest/recognise-tables.js";
import type { FileIdentity } from "./recorded-imports.js";

/** Tells a file by its contents and by how it is read; its name plays no part. */
export async function identifyFile(input: InputFile, options: ImportOptions): Promise<FileIdentity> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(input.path, { highWaterMark: 1 << 20 }), hash);
  return { content: hash.digest("hex"), reading: readingOf(input, options) };
}

/** What the user said of reading this file, in one order whatever the order in which it was said. */
function readingOf(input: InputFile, options: ImportOptions): string {
  const { sheet, encoding, delimiter, dateOrder, decimal, currency, rates, map = NO_MAP, system } = options;
  const columns = new Map(map.everywhere);
  const sheets: Record<string, unknown> = {};
  for (const [file, entries] of map.byFile ?? []) {
    if (file === input.path) for (const [field, column] of entries) columns.set(field, column);
    else if (file.startsWith(`${input.path}#`)) sheets[file.slice(input.path.length)] = sorted(entries);
  }
  const said = {
    ...(input.role === undefined ? {} : { role: input.role }),
    ...(system === undefined ? {} : { system: system.id }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(dateOrder === undefined ? {} : { dateOrder }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(currency === undefined ? {} : { currency }),
    ...(rates === undefined ? {} : { rates: sorted(rates) }),
    ...(columns.size === 0 ? {} : { map: sorted(columns) }),
    ...(Object.keys(sheets).length === 0 ? {} : { sheets }),
  };
  return JSON.stringify(said);
}

const sorted = <T>(entries: ReadonlyMap<string, T>): Record<string, T> =>
  Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));
