import { writeFile } from "node:fs/promises";
import { literal, sql } from "../engine/sql.js";
import type { WriteContext } from "./format.js";
import { guardedText, guardText } from "./formula-guard.js";
import { typedQueryWithText } from "./typed-query.js";

/**
 * Writes the main table with a delimiter after RFC 4180, but with LF line ends: UTF-8, NULL empty, an empty text
 * `""`, a field quoted only where it must be. The engine writes the file; the header is ours, because the engine
 * renames columns that differ in case alone.
 */
export async function writeDelimited(context: WriteContext, delimiter: "," | "\t"): Promise<void> {
  const { engine, result, path, bom } = context;
  const names = result.main.columns.map((column) => field(guardText(column.name), delimiter));
  const head = `${bom === true ? "\uFEFF" : ""}${names.join(delimiter)}\n`;
  const written = await engine.run(sql`COPY (${typedQueryWithText(result.main, guardedText)}) TO ${literal(path)} (
    FORMAT csv, HEADER false, PREFIX ${literal(head)}, SUFFIX ${literal("\n")}, DELIMITER ${literal(delimiter)},
    QUOTE '"', ESCAPE '"', NULLSTR '', COMPRESSION none, USE_TMP_FILE false)`);
  // Without rows the engine would put the suffix, a blank line, behind the header.
  if (written === 0) await writeFile(path, head);
}

function field(text: string, delimiter: string): string {
  const plain = text !== "" && !text.includes(delimiter) && !/["\r\n]|^\s|\s$/.test(text);
  return plain ? text : `"${text.replaceAll('"', '""')}"`;
}
