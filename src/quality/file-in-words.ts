import type { FileForm } from "../ingest/raw-table.js";
import { type ExaminedTable, isIgnored } from "./examined-table.js";

const number = new Intl.NumberFormat("en-US");

/** What a table holds. */
export const roleOf = (one: ExaminedTable): string =>
  one.recognised?.role ??
  (isIgnored(one) ? "nothing of a known kind, not read" : one.form === null ? "not opened" : "unknown");

/** The system that wrote it, without the article. */
export const systemOf = ({ recognised }: ExaminedTable): string | null =>
  recognised?.preset?.title.replace(/^an? /, "") ?? null;

const CONTAINERS = { delimited: "text", workbook: "workbook", parquet: "Parquet", "json-lines": "JSON lines" } as const;

const DELIMITERS: Readonly<Record<string, string>> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
  " ": "blanks",
};

/** Container, encoding and dialect in one line; null for a file that could not be opened. */
export function writtenAs(form: FileForm | null): string | null {
  if (form === null) return null;
  const { container, encoding, delimiter, quote, sheet, headerLine } = form;
  const parted = delimiter === undefined ? "" : (DELIMITERS[delimiter] ?? `"${delimiter}"`);
  return [
    CONTAINERS[container],
    ...(encoding === undefined ? [] : [encoding]),
    ...(parted === "" ? [] : [`parted by ${parted}`]),
    ...(quote === undefined || quote === "" ? [] : [`quoted by ${quote}`]),
    ...(sheet === undefined ? [] : [`sheet "${sheet}"`]),
    ...(headerLine === undefined ? [] : [`header in line ${headerLine}`]),
  ].join(", ");
}

/** Where the records went: `6 read = 5 accepted + 1 rejected + 0 filtered`; null where it was not loaded. */
export function recordsOf({ imported }: ExaminedTable): string | null {
  if (imported === null) return null;
  const { read, accepted, rejected, filtered, skipped } = imported.accounting;
  const rules = Object.entries(filtered).map(([rule, count]) => `${rule} ${number.format(count)}`);
  const total = Object.values(filtered).reduce((sum, count) => sum + count, 0);
  const sum = `${number.format(read)} read = ${number.format(accepted)} accepted + ${number.format(rejected)} rejected + ${number.format(total)} filtered`;
  const details = rules.length === 0 ? "" : ` (${rules.join(", ")})`;
  const { preamble, blank } = skipped;
  const lines = [preamble === 0 ? "" : `${preamble} above the header`, blank === 0 ? "" : `${blank} blank`];
  const aside = lines.filter((part) => part !== "").join(", ");
  return `${sum}${details}${aside === "" ? "" : `; lines skipped: ${aside}`}`;
}
