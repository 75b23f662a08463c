import { raw, type Sql, sql } from "../../engine/sql.js";

/** Which of the first two numbers of `03/04/2026` is the day. */
export type DateOrder = "dmy" | "mdy";

/** How a column's dates are read. `order` is null where no value needs one. */
export interface DateFormat {
  readonly order: DateOrder | null;
  /** Plain numbers are days of a spreadsheet (1900 system) when `serial`, and no dates when not. */
  readonly numbers: "serial" | "none";
}

/** Month names and their usual short forms in English, German, French and Spanish, without accents. */
const MONTHS: readonly (readonly string[])[] = [
  ["jan", "january", "januar", "jaenner", "janv", "janvier", "ene", "enero"],
  ["feb", "february", "februar", "fev", "fevr", "fevrier", "febrero"],
  ["mar", "march", "marz", "maerz", "mrz", "mars", "marzo"],
  ["apr", "april", "avr", "avril", "abr", "abril"],
  ["may", "mai", "mayo"],
  ["jun", "june", "juni", "juin", "junio"],
  ["jul", "july", "juli", "juil", "juillet", "julio"],
  ["aug", "august", "aout", "ago", "agosto"],
  ["sep", "sept", "september", "septembre", "septiembre", "set"],
  ["oct", "october", "okt", "oktober", "octobre", "octubre"],
  ["nov", "november", "novembre", "noviembre"],
  ["dec", "december", "dez", "dezember", "decembre", "dic", "diciembre"],
];

const MONTH_NUMBERS = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));

/**
 * A time of day, with or without seconds, fraction, half of the day and offset; what follows the date is not needed. Google
 * Forms writes the zone as `10:00:00 AM GMT+2`, or `GMT+5:30`.
 */
const TIME = String.raw`(?:[T ,]+\d{1,2}(?:[:.h]\d{2}){1,2}(?:[.,]\d+)?[\s${"\u00a0\u202f"}]*(?:[AaPp]\.?\s?[Mm]\.?)?\s*(?:Z|[A-Z]{2,4})?\s*(?:[-+−]\d{1,2}(?::?\d{2})?)?)?`;

/** Patterns with the groups in the order named; used by the engine (RE2) and, for samples, by JavaScript. */
export const DATE_PATTERNS = {
  yearFirst: String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}$`,
  chinese: String.raw`^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?.*$`,
  compact: String.raw`^((?:19|20)\d{2})(0[1-9]|1[0-2])([0-3]\d)(?:\d{6})?$`,
  yearLast: String.raw`^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})\.?${TIME}$`,
  dayMonthName: String.raw`^(?:[^\d\s]+,?\s+)?(\d{1,2})(?:st|nd|rd|th|er|\.)?[- /]*(?:de\s+)?(\p{L}{3,})\.?,?[- /]*(?:de[l]?\s+)?(\d{4}|\d{2})${TIME}$`,
  monthNameDay: String.raw`^(?:\p{L}+,\s+)?(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${TIME}$`,
  serial: String.raw`^([2-8]\d{4})(?:\.\d+)?$`,
  epochSeconds: String.raw`^(1\d{9})$`,
  epochMilliseconds: String.raw`^(1\d{12})$`,
} as const;

export type DatePattern = keyof typeof DATE_PATTERNS;

const EXPRESSIONS = Object.entries(DATE_PATTERNS).map(
  ([name, pattern]) => [name as DatePattern, new RegExp(pattern, "u")] as const,
);

/** The pattern that a text fits, or null. */
export function datePatternOf(text: string): DatePattern | null {
  for (const [name, expression] of EXPRESSIONS) if (expression.test(text)) return name;
  return null;
}

/** The first two numbers of a year-last date: what decides the order of the column. */
export function yearLastParts(text: string): readonly [number, number] | null {
  const match = new RegExp(DATE_PATTERNS.yearLast, "u").exec(text);
  return match === null ? null : [Number(match[1]), Number(match[2])];
}

const pattern = (name: DatePattern): Sql => raw(`'${DATE_PATTERNS[name].replaceAll("'", "''")}'`);

/** Year, month and day texts as a date; null where the calendar has no such day. */
const day = (year: string, month: string, dayOfMonth: string): Sql => {
  const fullYear = `CASE WHEN length(${year}) = 2 THEN (CASE WHEN ${year} >= '70' THEN '19' ELSE '20' END) || ${year} ELSE ${year} END`;
  return raw(`try_cast(${fullYear} || '-' || ${month} || '-' || ${dayOfMonth} AS DATE)`);
};

const groups = (text: Sql, name: DatePattern): Sql => sql`regexp_extract(${text}, ${pattern(name)}, ['a', 'b', 'c'])`;

/**
 * The SQL that reads a text column as the local day written in it; null where it is none. ISO days take one
 * plain parse; the other forms are only tried where that is not enough, so that clean files pay nothing for them.
 *
 * @param column the text column
 */
export function dateExpression(column: Sql, format: DateFormat): Sql {
  const text = sql`trim(${column}, ' ''="' || chr(9) || chr(160))`;
  const [first, second] = format.order === "mdy" ? ["g.b", "g.a"] : ["g.a", "g.b"];
  const attempt = (name: DatePattern, value: Sql): Sql =>
    sql`WHEN regexp_matches(t, ${pattern(name)}) THEN list_transform([${groups(raw("t"), name)}], lambda g: ${value})[1]`;
  const cases = [
    attempt("yearFirst", day("g.a", "g.b", "g.c")),
    attempt("chinese", day("g.a", "g.b", "g.c")),
    attempt("compact", day("g.a", "g.b", "g.c")),
    ...(format.order === null ? [] : [attempt("yearLast", day("g.c", second!, first!))]),
    attempt("dayMonthName", day("g.c", monthNumber("g.b"), "g.a")),
    attempt("monthNameDay", day("g.c", monthNumber("g.a"), "g.b")),
    ...(format.numbers === "serial"
      ? [sql`WHEN regexp_matches(t, ${pattern("serial")}) THEN DATE '1899-12-30' + floor(t::DOUBLE)::INTEGER`]
      : []),
    sql`WHEN regexp_matches(t, ${pattern("epochSeconds")}) THEN epoch_ms(t::BIGINT * 1000)::DATE`,
    sql`WHEN regexp_matches(t, ${pattern("epochMilliseconds")}) THEN epoch_ms(t::BIGINT)::DATE`,
  ];
  const general = sql`list_transform([${text}], lambda t: CASE ${raw(cases.map((one) => one.text).join(" "))} END)[1]`;
  // The parser would take 13-02-24 for a day of the year 13.
  const plain = sql`CASE WHEN strlen(${column}) = 10 THEN try_strptime(${column}, '%Y-%m-%d')::DATE END`;
  return sql`coalesce(${plain}, CASE WHEN ${column} IS NOT NULL THEN ${general} END)`;
}

function monthNumber(text: string): string {
  const keys = [...MONTH_NUMBERS.keys()].map((name) => `'${name}'`).join(", ");
  const values = [...MONTH_NUMBERS.values()].map((number) => `'${number}'`).join(", ");
  return `map([${keys}], [${values}])[lower(strip_accents(${text}))]`;
}
