import { parse } from "csv-parse/sync";

/** How a delimited text is written. */
export interface Dialect {
  readonly delimiter: string;
  /** Quote character; empty where fields are not quoted. */
  readonly quote: string;
  /** What stands before a quote inside a quoted field: the quote itself, or a backslash. */
  readonly escape: string;
}

/** The rows of a sample in one dialect. */
export interface SampleRow {
  readonly cells: readonly string[];
  /** Physical line on which the record starts, from 1. */
  readonly line: number;
}

/** Delimiters that are tried, the commoner first: an earlier one wins a tie. */
const DELIMITERS = [",", ";", "\t", "|", "^", "~", ":", "\u0001", "\u001f", " "] as const;

/**
 * Finds the dialect that splits a sample into the most even table: the share of rows that have the commonest width,
 * for widths above one. Titles above the table and totals below it do not disturb it.
 *
 * @param delimiter settles the delimiter where it is known
 */
export function detectDialect(sample: string, delimiter?: string): Dialect {
  const quote = detectQuote(sample);
  const escaping = quote !== "" && sample.includes(`\\${quote}`) && !sample.includes(quote + quote) ? "\\" : quote;
  if (delimiter !== undefined) return { delimiter, quote, escape: escaping };
  let best = { delimiter: ",", score: 0 };
  for (const candidate of DELIMITERS) {
    if (!sample.includes(candidate)) continue;
    const rows = parseSample(sample, { delimiter: candidate, quote, escape: escaping }, 200);
    const score = evenness(rows.map((row) => row.cells.length)) * (candidate === " " ? 0.3 : 1);
    if (score > best.score + 1e-9) best = { delimiter: candidate, score };
  }
  return { delimiter: best.delimiter, quote, escape: escaping };
}

/** Parses a sample leniently; ragged rows and stray quotes come back as they stand. */
export function parseSample(sample: string, dialect: Dialect, limit: number): SampleRow[] {
  const records = parse(sample, {
    delimiter: dialect.delimiter,
    quote: dialect.quote === "" ? null : dialect.quote,
    escape: dialect.escape === "" ? null : dialect.escape,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    info: true,
    to: limit,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  return records.map(({ record, info }) => {
    const embedded = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
    return { cells: record, line: info.lines - embedded };
  });
}

/** `"` unless the sample only uses `'` around whole fields. */
function detectQuote(sample: string): string {
  if (sample.includes('"')) return '"';
  const single = sample.match(/(^|[,;\t|\n])'[^'\n]*'(?=[,;\t|\r\n]|$)/g)?.length ?? 0;
  return single >= 3 ? "'" : '"';
}

function evenness(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  let best = 0;
  for (const [width, count] of counts) {
    // More columns only break ties between delimiters that split equally evenly.
    best = Math.max(best, (count / widths.length) * (1 + Math.log2(width) / 20));
  }
  return best;
}
