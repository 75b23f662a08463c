/**
 * The text of a number as a sheet stores it: the shortest decimal that reads back as the same number, without an
 * exponent below 1e21, so that an id stays an id. Text that is no number comes back as undefined.
 */
export function numberText(stored: string): string | undefined {
  if (isPlain(stored)) return stored;
  const value = toNumber(stored);
  if (value === undefined) return undefined;
  const text = String(value === 0 ? 0 : value);
  return text.includes("e-") ? withoutExponent(text) : text;
}

/** The number a cell stores, or undefined when the text is none. */
export function toNumber(stored: string): number | undefined {
  // Number() alone also takes "", "0x1F" and "Infinity".
  if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(stored)) return undefined;
  const value = Number(stored);
  return Number.isFinite(value) ? value : undefined;
}

const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;

/**
 * Whether the text is already in its final form: up to 15 significant digits are always the shortest spelling.
 * Longer whole numbers (up to 20 digits) stay too: programs other than Excel write 18-digit ids in full, and a
 * trip through a double would merge neighbouring ids.
 */
function isPlain(text: string): boolean {
  const start = text.charCodeAt(0) === MINUS ? 1 : 0;
  const digits = text.length - start;
  if (digits === 0 || digits > 20) return false;
  let dot = -1;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === DOT && dot < 0) dot = at;
    else if (code < ZERO || code > ZERO + 9) return false;
  }
  const wholeDigits = (dot < 0 ? text.length : dot) - start;
  if (wholeDigits === 0) return false;
  const startsWithZero = text.charCodeAt(start) === ZERO;
  if (startsWithZero && wholeDigits > 1) return false;
  if (dot < 0) return !(startsWithZero && start === 1);
  const last = text.charCodeAt(text.length - 1);
  return last !== DOT && last !== ZERO && digits - 1 <= 15;
}

/** Spells "1.5e-7" as "0.00000015". */
function withoutExponent(text: string): string {
  const [mantissa = "", exponent = ""] = text.split("e-");
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace(/[-.]/g, "");
  return `${sign}0.${"0".repeat(Number(exponent) - 1)}${digits}`;
}
