/** Excel's limits. */
export const MOST_CELL_TEXT = 32_767;
const MOST_SHEET_NAME = 31;

/** Characters that XML 1.0 has no place for, lone halves of surrogate pairs among them. */
const ILLEGAL = /(?![\t\n\r\x80-\x9f])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu;
const NEEDS_CARE = /\p{Cc}|[\ufffe\uffff]|\p{Cs}|_x/u;

export interface SheetText {
  readonly text: string;
  readonly cut: boolean;
}

/**
 * Text as a cell can hold it: without the characters that XML forbids, line ends as LF, no longer than Excel
 * allows (an ellipsis ends what was cut). `_x0041_`, which Excel would read as a character code, is escaped.
 */
export function sheetText(text: string): SheetText {
  let safe = text;
  if (NEEDS_CARE.test(text)) {
    safe = text
      .replaceAll(/\r\n?/g, "\n")
      .replaceAll(ILLEGAL, "")
      .replaceAll(/_(?=x[0-9a-fA-F]{4}_)/g, "_x005F_");
  }
  if (safe.length <= MOST_CELL_TEXT) return { text: safe, cut: false };
  return { text: `${safe.slice(0, MOST_CELL_TEXT - 1).replace(/[\ud800-\udbff]$/, "")}…`, cut: true };
}

/**
 * A sheet name that Excel accepts: at most 31 characters, none of `[ ] : * ? / \`, no apostrophe at an end, and,
 * whatever the case, not one of those taken; the name is then added to them.
 */
export function sheetName(wanted: string, taken: Set<string>): string {
  const clean = sheetText(wanted)
    .text.replaceAll(/[[\]:*?/\\\n\t]/g, " ")
    .trim();
  const base = clean.replaceAll(/^'+|'+$/g, "").trim() || "Sheet";
  for (let number = 1; ; number++) {
    const ending = number === 1 ? "" : ` (${number})`;
    const name = `${base.slice(0, MOST_SHEET_NAME - ending.length).replace(/[\ud800-\udbff]$/, "")}${ending}`;
    const key = name.toLowerCase();
    // "History" is a name that Excel keeps for itself.
    if (taken.has(key) || key === "history") continue;
    taken.add(key);
    return name;
  }
}
