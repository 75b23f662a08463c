import { writeFile } from "node:fs/promises";
import { literal, sql } from "../engine/sql.js";
import type { WriteContext } from "./format.js";
import { guardedText, guardText } from "./formula-guard.js";
import { typedQueryWithText } from "./typed-query.js";

/**
 * Writes the main table with a delimiter after RFC 4180, but with LF line ends: UTF-8, NULL empty, an empty text
 * `""`, a field quoted only where it must be. The engine writes the file; the header is ours, because the engine
 * renames columns that differ in case alone.
 *
 * @param head false leaves the header out, and the byte order mark with it
 */
export async function writeDelimited(context: WriteContext, delimiter: "," | "\t", head = true): Promise<void> {
  const { engine, result, path, bom } = context;
  const rows = typedQueryWithText(result.main, guardedText);
  const how = sql`FORMAT csv, HEADER false, DELIMITER ${literal(delimiter)},
    QUOTE '"', ESCAPE '"', NULLSTR '', COMPRESSION none, USE_TMP_FILE false`;
  if (!head) {
    await engine.run(sql`COPY (${rows}) TO ${literal(path)} (${how})`);
    return;
  }
  const names = result.main.columns.map((column) => field(guardText(column.name), delimiter));
  const first = `${bom === true ? "\uFEFF" : ""}${names.join(delimiter)}\n`;
  const written = await engine.run(
    sql`COPY (${rows}) TO ${literal(path)} (${how}, PREFIX ${literal(first)}, SUFFIX ${literal("\n")})`,
  );
  // Without rows the engine would put the suffix, a blank line, behind the header.
  if (written === 0) await writeFile(path, first);
}

function field(text: string, delimiter: string): string {
  const plain = text !== "" && !text.includes(delimiter) && !/["\r\n]|^\s|\s$/.test(text);
  return plain ? text : `"${text.replaceAll('"', '""')}"`;
}
