import { RecordSplitter, type TextRecord } from "./split-records.js";

/** How a delimited text is written. */
export interface Dialect {
  readonly delimiter: string;
  /** Quote character; empty where fields are not quoted. */
  readonly quote: string;
  /** What stands before a quote inside a quoted field: the quote itself, or a backslash. */
  readonly escape: string;
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
  const escaping = quote === '"' && BACKSLASHED.test(sample) && !DOUBLED.test(sample) ? "\\" : quote;
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

/** The first records of a sample; ragged ones and stray quotes come back as they stand. */
export function parseSample(sample: string, dialect: Dialect, limit: number): TextRecord[] {
  return new RecordSplitter(dialect).feed(sample, true, limit);
}

/** A quote inside a quoted field: doubled, or behind a backslash, with no end of a field beside it. */
const DOUBLED = /[^,;\t|\r\n\\"]""|""[^,;\t|\r\n"]/;
const BACKSLASHED = /\\"[^,;\t|\r\n]/;

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
