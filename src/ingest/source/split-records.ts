import type { Dialect } from "./dialect.js";

/** A record of a delimited text and where it stands. */
export interface TextRecord {
  readonly cells: readonly string[];
  /** Physical lines on which it starts and ends; the file's first line is 1. */
  readonly line: number;
  readonly endLine: number;
  /** The record as it stands in the file, without its last line break. */
  readonly text: string;
  /** A quote is opened in this line that does not close as it should; the line stands for itself. */
  readonly badQuote: boolean;
}

/**
 * A record over more lines than this is looked at twice: where its width is wrong, or most of its lines would be
 * records by themselves, a quote was opened that should not have been.
 */
export const LONGEST_TRUSTED = 20;
/** A record longer than this, in characters, as well. */
const LONGEST_RECORD = 1 << 24;

/**
 * Splits a text into records, piece by piece, forgiving as far as one can be sure. A quote that does not begin its
 * field is an ordinary character, and so is one inside a quoted field that neither ends the field nor is doubled, as
 * long as the field is still on its first line. Where a quote cannot be made sense of, only the line on which it was
 * opened is given up and the reading goes on with the next line: one stray quote never swallows the rest of a file.
 */
export class RecordSplitter {
  /** Lines without content so far. */
  blankLines = 0;
  private lines: string[] = [];
  private next = 0;
  private nextLine = 1;
  private unfinished: string[] = [];

  /** @param width what a record of several lines must have to be believed */
  constructor(
    private readonly dialect: Dialect,
    private readonly width?: number,
  ) {}

  /** Takes a further piece of the text and returns the records that are whole, at most `limit`. */
  feed(piece: string, isLast: boolean, limit = Number.POSITIVE_INFINITY): TextRecord[] {
    this.takeLines(piece, isLast);
    const records: TextRecord[] = [];
    while (this.next < this.lines.length && records.length < limit) {
      if (this.lines[this.next] === "") {
        this.blankLines += 1;
        this.advance(1);
        continue;
      }
      const record = this.record(isLast);
      if (record === null) break;
      records.push(record);
      this.advance(record.endLine - record.line + 1);
    }
    this.lines = this.lines.slice(this.next);
    this.next = 0;
    return records;
  }

  private advance(lines: number): void {
    this.next += lines;
    this.nextLine += lines;
  }

  private takeLines(piece: string, isLast: boolean): void {
    let text = piece;
    if (this.unfinished.at(-1)?.endsWith("\r")) text = `${this.unfinished.pop()}${piece}`;
    const found = text.split(/\r\n|\n|\r(?=[\s\S])/);
    for (const [index, line] of found.entries()) {
      if (index === found.length - 1) {
        this.unfinished.push(line);
      } else {
        this.lines.push(this.unfinished.length === 0 ? line : this.unfinished.join("") + line);
        this.unfinished = [];
      }
    }
    if (!isLast) return;
    const rest = this.unfinished.join("").replace(/\r$/, "");
    if (rest !== "") this.lines.push(rest);
    this.unfinished = [];
  }

  /** The record that starts on the next line; null where the text must go on first. */
  private record(isLast: boolean): TextRecord | null {
    const { lines, next, nextLine: line } = this;
    const split = splitFields(lines, next, this.dialect);
    if (split === "open" && !isLast && !this.isTooLong()) return null;
    if (typeof split === "string" || (split.lines > LONGEST_TRUSTED && this.isSwallowed(split))) {
      const text = lines[next]!;
      return { cells: text.split(this.dialect.delimiter), line, endLine: line, text, badQuote: true };
    }
    const text = split.lines === 1 ? lines[next]! : lines.slice(next, next + split.lines).join("\n");
    return { cells: split.cells, line, endLine: line + split.lines - 1, text, badQuote: false };
  }

  /** Whether a record of many lines is the work of a stray quote. */
  private isSwallowed({ cells, lines }: SplitRecord): boolean {
    if (this.width === undefined) return false;
    if (cells.length !== this.width) return true;
    const inside = this.lines.slice(this.next + 1, this.next + lines - 1);
    const records = inside.filter((line) => line.split(this.dialect.delimiter).length === this.width);
    return this.width > 1 && records.length > inside.length / 2;
  }

  private isTooLong(): boolean {
    let length = 0;
    for (let index = this.next; index < this.lines.length; index += 1) {
      length += this.lines[index]!.length;
      if (length > LONGEST_RECORD) return true;
    }
    return false;
  }
}

interface SplitRecord {
  readonly cells: readonly string[];
  /** Physical lines that the record takes. */
  readonly lines: number;
}

/** The fields of the record that starts on a line; `open` where a quoted field is not closed in what there is. */
function splitFields(lines: readonly string[], start: number, dialect: Dialect): SplitRecord | "open" | "bad-quote" {
  const { delimiter, quote } = dialect;
  let at = start;
  let line = lines[at]!;
  if (quote === "" || !line.includes(quote)) return { cells: line.split(delimiter), lines: 1 };
  const cells: string[] = [];
  let position = 0;
  for (;;) {
    if (!line.startsWith(quote, position)) {
      const end = line.indexOf(delimiter, position);
      cells.push(end < 0 ? line.slice(position) : line.slice(position, end));
      if (end < 0) return { cells, lines: at - start + 1 };
      position = end + delimiter.length;
      continue;
    }
    const field = quotedField(lines, at, position + 1, dialect);
    if (typeof field === "string") return field;
    cells.push(field.value);
    at = field.at;
    line = lines[at]!;
    if (field.end === line.length) return { cells, lines: at - start + 1 };
    position = field.end + delimiter.length;
  }
}

/** A quoted field from behind its opening quote: its value and the place behind its closing quote. */
function quotedField(
  lines: readonly string[],
  start: number,
  from: number,
  { delimiter, quote, escape: escaper }: Dialect,
): { readonly value: string; readonly at: number; readonly end: number } | "open" | "bad-quote" {
  let value = "";
  let at = start;
  let position = from;
  for (;;) {
    const line = lines[at]!;
    const found = firstOf(line, quote, escaper, position);
    if (found < 0) {
      value += `${line.slice(position)}\n`;
      at += 1;
      position = 0;
      if (at === lines.length) return "open";
      continue;
    }
    value += line.slice(position, found);
    const behind = found + 1;
    const escaped = line[found] === escaper && (line[behind] === quote || line[behind] === escaper);
    if (escaped) {
      value += line[behind]!;
      position = behind + 1;
    } else if (line[found] !== quote) {
      value += line[found]!;
      position = behind;
    } else if (behind === line.length || line.startsWith(delimiter, behind)) {
      return { value, at, end: behind };
    } else if (at > start) {
      return "bad-quote";
    } else {
      value += quote;
      position = behind;
    }
  }
}

function firstOf(line: string, quote: string, escaper: string, from: number): number {
  const one = line.indexOf(quote, from);
  if (escaper === quote || escaper === "") return one;
  const other = line.indexOf(escaper, from);
  return one < 0 ? other : other < 0 ? one : Math.min(one, other);
}
