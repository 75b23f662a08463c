import type { Column } from "../columns/column.js";
import { join, literal, type Sql, sql } from "../engine/sql.js";

/**
 * The formula guard: a text in a file that a spreadsheet opens must not run. A text that begins with an operator
 * gets a leading apostrophe.
 *
 * - An operator is `= + - @`, its full-width and small forms, or the minus sign U+2212; tab, CR and LF count too.
 * - Blanks, control, format and combining characters before the operator are looked through: programs trim them.
 * - A plain number (`-12.50`) stays: it is the number it looks like.
 * - A phone number stays: with digits, blanks, `( ) - . /` alone nothing can run. In a column declared as phone
 *   the whole set is allowed. Elsewhere it must begin with `+`, and with hyphens in it also have a gap between two
 *   groups of digits (`+1 555-010-0100`), because without one (`+1-555-0100`) a spreadsheet would subtract.
 *
 * What the guard cannot see: a reader that splits the file at another delimiter than it was written with.
 */
const PATTERNS = {
  danger: String.raw`^(?:[\t\r\n]|[\p{Z}\p{Cc}\p{Cf}\p{M}]*[=+\-@＝＋－＠﹢﹣﹦﹫−])`,
  number: "^[+-]?[0-9]+(?:[.,][0-9]+)?$",
  fiveDigits: "^(?:[^0-9]*[0-9]){5}",
  phone: String.raw`^\+?[0-9(][0-9 \x{a0}\x{202f}().\-/]*$`,
  phoneWithoutOperator: String.raw`^\+[0-9][0-9 \x{a0}\x{202f}().]*$`,
  phoneWithGap: String.raw`^\+[0-9]+\)?[ \x{a0}\x{202f}]+\(?[0-9][0-9 \x{a0}\x{202f}().\-]*$`,
} as const;

type PatternName = keyof typeof PATTERNS;

const compiled = Object.fromEntries(
  Object.entries(PATTERNS).map(([name, pattern]) => [
    name,
    new RegExp(pattern.replaceAll(/\\x\{(\w+)\}/g, String.raw`\u{$1}`), "u"),
  ]),
) as Record<PatternName, RegExp>;

const phonesOf = (column: Pick<Column, "textual">): readonly PatternName[] =>
  column.textual === "phone" ? ["phone"] : ["phoneWithoutOperator", "phoneWithGap"];

/** The guard as an SQL expression over a text value, so that the engine applies it while it writes. */
export function guardedText(column: Pick<Column, "textual">, value: Sql): Sql {
  const matches = (name: PatternName): Sql => sql`regexp_matches(${value}, ${literal(PATTERNS[name])})`;
  const phone = sql`(${join(phonesOf(column).map(matches), " OR ")}) AND ${matches("fiveDigits")}`;
  // Texts that begin with an ASCII letter or digit cannot be dangerous, and comparing one byte is far cheaper.
  return sql`CASE WHEN (${value} >= 'A' AND ${value} < chr(128)) OR (${value} >= '0' AND ${value} < ':') THEN ${value}
    WHEN ${matches("danger")} AND NOT (${matches("number")} OR (${phone}))
    THEN concat('''', ${value}) ELSE ${value} END`;
}

/** The same guard for a text at hand, such as a header. */
export function guardText(text: string, column: Pick<Column, "textual"> = {}): string {
  const matches = (name: PatternName): boolean => compiled[name].test(text);
  if (!matches("danger") || matches("number")) return text;
  return phonesOf(column).some(matches) && matches("fiveDigits") ? text : `'${text}`;
}
