/** How a number format shows a number: as a plain number, a calendar date, a time of day or an elapsed time. */
export type NumberKind = "number" | "date" | "time" | "duration";

const TIME_IDS = new Set([18, 19, 20, 21, 45, 47]);
const DURATION_ID = 46;
const DATE_RANGES: readonly (readonly [number, number])[] = [
  [14, 17],
  [22, 22],
  [27, 36],
  [50, 58],
];

/** The kind of a built-in format: its code is not in the file, only its number (ECMA-376 part 1, 18.8.30). */
export function builtInKind(id: number): NumberKind {
  if (TIME_IDS.has(id)) return "time";
  if (id === DURATION_ID) return "duration";
  return DATE_RANGES.some(([first, last]) => id >= first && id <= last) ? "date" : "number";
}

/** The kind of a custom format code, judged by its first section (the one for positive numbers). */
export function formatKind(code: string): NumberKind {
  const section = firstSection(code);
  if (/^\s*(general|standard)?\s*$/i.test(section)) return "number";
  // Digit places belong to numbers, apart from the fractions of a second as in "ss.000". Some programs write
  // codes such as "#,##0 USD" without quotes: their letters do not make them dates.
  if (/[0#?]/.test(section.replace(/[s\uE000][.,]0+/gi, "s"))) return "number";
  if (section.includes(ELAPSED)) return "duration";
  const withoutAmPm = section.replace(/am\/pm|a\/p/gi, "");
  const hasClock = /[hs]/i.test(withoutAmPm);
  if (/[yd]/i.test(withoutAmPm)) return "date";
  if (hasClock) return "time";
  return /m/i.test(withoutAmPm) ? "date" : "number";
}

/** Stands for an elapsed unit such as [h] once its brackets are gone (a private-use character). */
const ELAPSED = "\uE000";

/** The first section of a code, without quoted text, escaped characters, padding and bracketed modifiers. */
function firstSection(code: string): string {
  let section = "";
  for (let at = 0; at < code.length; at++) {
    const character = code.charAt(at);
    if (character === ";") break;
    if (character === '"') at = endOf(code, '"', at);
    else if (character === "\\" || character === "_" || character === "*") at++;
    else if (character === "[") {
      const end = endOf(code, "]", at);
      if (/^\[(h+|m+|s+)\]$/i.test(code.slice(at, end + 1))) section += ELAPSED;
      at = end;
    } else section += character;
  }
  return section;
}

function endOf(code: string, mark: string, from: number): number {
  const end = code.indexOf(mark, from + 1);
  return end < 0 ? code.length : end;
}
