import { raw, type Sql, sql } from "../../engine/sql.js";

/** Which sign stands before the decimals; the other one groups thousands. */
export type DecimalMark = "." | ",";

/** Signs, spaces and currency names that may stand around a number. */
const ORNAMENT = String.raw`[\p{Sc}\s\x{00A0}\x{202F}\x{2009}''’="_]|元|円|圆|kr\.?|zł|Kč|Ft|руб\.?|р\.|лв\.?|Fr\.`;
/** A currency code before or behind the number, with the sign that may stand outside of it. */
const CODE_BEFORE = "^([-+(]?)(?:R|[A-Z]{2,4})";
const CODE_BEHIND = "[A-Z]{3}([-)]?)$";

const SHAPES: Record<DecimalMark, string> = {
  ".": String.raw`^(?:\d{1,3}(?:,\d{2})*,\d{3}(?:,\d{3})*|\d+)?(?:\.\d*)?(?:[eE][+-]?\d{1,2})?$`,
  ",": String.raw`^(?:\d{1,3}(?:\.\d{3})+|\d+)?(?:,\d*)?(?:[eE][+-]?\d{1,2})?$`,
};

/**
 * The SQL that reads a text column as a decimal number with four decimals; null where it is none. Currency signs and
 * codes, grouped thousands, a leading or trailing minus and parentheses for negatives are understood. Plain numbers
 * take the engine's cast alone.
 *
 * @param column the text column
 */
export function numberExpression(column: Sql, mark: DecimalMark): Sql {
  const cleaned = cleanedNumber(column, mark);
  if (mark === ".") {
    return sql`coalesce(try_cast(${column} AS DECIMAL(18, 4)), CASE WHEN ${column} IS NOT NULL THEN ${cleaned} END)`;
  }
  return sql`CASE WHEN ${column} IS NULL THEN NULL ELSE ${cleaned} END`;
}

/** SQL that holds for a text with more to it than digits, signs and marks: a currency, perhaps. */
export function isOddNumber(column: Sql, mark: DecimalMark): Sql {
  const isPlain = sql`regexp_full_match(${column}, '[-+0-9.,() ]*')`;
  if (mark === ",") return sql`NOT ${isPlain}`;
  return sql`(try_cast(${column} AS DECIMAL(18, 4)) IS NULL AND NOT ${isPlain})`;
}

function cleanedNumber(column: Sql, mark: DecimalMark): Sql {
  const grouping = mark === "." ? "," : ".";
  const plain = `replace(replace(t, '${grouping}', ''), ',', '.')`;
  return sql`list_transform([${bareNumber(column)}], lambda b: list_transform([${raw(unsigned("b"))}], lambda t:
    CASE WHEN regexp_matches(t, '[0-9]') AND regexp_matches(t, ${raw(`'${SHAPES[mark]}'`)})
      THEN try_cast(${raw(`CASE WHEN ${raw(negative("b")).text} THEN '-' ELSE '' END || ${plain}`)} AS DECIMAL(18, 4)) END)[1])[1]`;
}

/** The text without currency and spaces, with every kind of minus sign as `-`. */
export function bareNumber(column: Sql): Sql {
  const plain = sql`translate(trim(${column}), '−–－，．（）０１２３４５６７８９', '---,.()0123456789')`;
  const unadorned = sql`regexp_replace(${plain}, ${raw(`'${ORNAMENT}'`)}, '', 'g')`;
  const led = sql`regexp_replace(${unadorned}, ${raw(`'${CODE_BEFORE}'`)}, '\\1')`;
  return sql`regexp_replace(${led}, ${raw(`'${CODE_BEHIND}'`)}, '\\1')`;
}

const negative = (bare: string): string =>
  `(starts_with(${bare}, '-') OR ends_with(${bare}, '-') OR (starts_with(${bare}, '(') AND ends_with(${bare}, ')')))`;

const unsigned = (bare: string): string =>
  `CASE WHEN starts_with(${bare}, '(') THEN regexp_replace(${bare}, '^\\((.*)\\)$', '\\1') ELSE regexp_replace(${bare}, '^[-+]|-$', '', 'g') END`;

/** What a sample says about the decimal mark: counts of values that only one reading explains. */
export interface DecimalEvidence {
  readonly point: number;
  readonly comma: number;
  /** Values such as `1.234`, which both readings explain. */
  readonly either: number;
}

const BARE = /[\p{Sc}\s\u00a0\u202f'’]|^[A-Za-z]{2,4}\$?|[A-Za-z]{3}$|[-+()−]/gu;

/** Which decimal mark one value shows. */
export function decimalEvidenceOf(text: string): "point" | "comma" | "either" | "none" {
  const bare = text.trim().replaceAll(BARE, "");
  const lastPoint = bare.lastIndexOf(".");
  const lastComma = bare.lastIndexOf(",");
  if (lastPoint < 0 && lastComma < 0) return "none";
  if (lastPoint >= 0 && lastComma >= 0) return lastPoint > lastComma ? "point" : "comma";
  const mark = lastPoint >= 0 ? "point" : "comma";
  const parts = bare.split(mark === "point" ? "." : ",");
  if (parts.length > 2) return mark === "point" ? "comma" : "point"; // 1.234.567 groups with points
  const decimals = parts[1]?.length ?? 0;
  if (decimals === 3 && /^[1-9]\d{0,2}$/.test(parts[0] ?? "")) return "either";
  return mark;
}
