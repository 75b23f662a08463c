/** Share of the filled cells that must look alike before a column is taken for what they look like. */
const MOST = 0.8;

const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]{2,}$/;
const ISO_DATE = /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ]\d\d:\d\d.*)?$/;
const NUMBER = /^[-+(]?\s*\p{Sc}?\s*[-+]?\d[\d.,' \u00A0]*\s*(?:\p{Sc}|%)?\s*[)-]?$/u;
const CODE = /^\S*\d\S*$/;

/** What the filled cells of a column look like. */
export type Look = "email" | "iso-date" | "code" | "text" | "empty";

/** The look that at least four fifths of the filled cells share; `text` when there is none. */
export function lookOf(cells: readonly string[]): Look {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  if (filled.length === 0) return "empty";
  const most = (pattern: RegExp): boolean => filled.filter((cell) => pattern.test(cell)).length >= MOST * filled.length;
  if (most(EMAIL)) return "email";
  if (most(ISO_DATE)) return "iso-date";
  if (most(CODE)) return "code";
  return "text";
}

/** The cells of one column of the sample rows. */
export function columnOf(samples: readonly (readonly string[])[], index: number): readonly string[] {
  return samples.map((row) => row[index] ?? "");
}

/** A cell that no header is: a number, an amount, a date or an e-mail address. */
export function isValue(cell: string): boolean {
  const text = cell.trim();
  return NUMBER.test(text) || EMAIL.test(text) || /^\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}/.test(text);
}
