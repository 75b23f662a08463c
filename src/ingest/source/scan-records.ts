import { isUtf8 } from "node:buffer";
import { closeSync, openSync, readSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { countLineFeeds } from "./count-line-feeds.js";
import { wholeCharacters } from "./encoding.js";

/** What a pass over the bytes of a delimited text says about its lines. */
export interface LineCounts {
  /** Physical lines with or without content. */
  readonly lines: number;
  readonly blankLines: number;
  /** Line breaks inside quoted fields. */
  readonly embeddedNewlines: number;
  /** Records with content, the lines above and including the header among them. */
  readonly records: number;
  /** Records that end in LF, and those of them that end in CR LF. */
  readonly lineFeeds: number;
  readonly carriageReturnLineFeeds: number;
  readonly loneCarriageReturns: number;
  readonly zeroBytes: number;
  /** Where a piece of the file begins that is not valid UTF-8; null where all is. */
  readonly invalidUtf8: number | null;
  /** Physical lines of the longest record. */
  readonly longestRecord: number;
  /** A quote was opened and never closed: the line on which that record starts. */
  readonly openQuoteLine: number | null;
}

/** A record's place in its file: `ordinal` counts records from 0, `line` physical lines from 1. */
export interface RecordPlace {
  readonly ordinal: number;
  readonly line: number;
  readonly endLine: number;
  readonly startByte: number;
  readonly endByte: number;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const CHUNK = 1 << 20;
/** So many bytes are read without a break, a whole number of chunks. */
const BREATH = CHUNK * 16;

/**
 * Walks the records of a UTF-8 delimited text once, byte by byte, knowing nothing but the quote character: a quote
 * toggles whether a line break ends the record (a doubled quote toggles twice and so changes nothing). That is exact
 * for well-formed files; where it does not agree with the engine the caller reads the file another way.
 *
 * Now and then it lets other work go on, an interruption by the user above all.
 *
 * @param quote the quote's byte; 0 where the file has no quoting
 * @param visit called for each record with content; the pass stops when it returns false
 */
export async function scanRecords(path: string, quote: number, visit: Visit = null): Promise<LineCounts> {
  const file = openSync(path, "r");
  const buffer = Buffer.allocUnsafe(CHUNK + 4);
  const state = startState(quote);
  let held = 0; // bytes of a character that the chunk's end cut in two
  let invalidUtf8: number | null = null;
  let position = 0;
  try {
    while (!state.stopped) {
      const read = readSync(file, buffer, held, CHUNK, null);
      if (read === 0) break;
      const text = buffer.subarray(0, held + read);
      scanChunk(state, buffer, held, held + read, position, visit);
      if (position % BREATH === 0) await setImmediate();
      position += read;
      const before = held;
      held = 0;
      if (invalidUtf8 === null) {
        const whole = wholeCharacters(text);
        if (!isUtf8(whole)) invalidUtf8 = position - read - before;
        held = text.length - whole.length;
        buffer.copyWithin(0, whole.length, text.length);
      }
    }
  } finally {
    closeSync(file);
  }
  if (held > 0) invalidUtf8 ??= position - held;
  if (state.previous === CARRIAGE_RETURN) state.loneReturns += 1;
  const lastLineOpen = position > state.lineStart;
  if (!state.stopped && (lastLineOpen || state.quoted)) endRecord(state, position, visit);
  return {
    lines: lastLineOpen ? state.line : state.line - 1,
    blankLines: state.blankLines,
    embeddedNewlines: state.embedded,
    records: state.records,
    lineFeeds: state.lineFeeds,
    carriageReturnLineFeeds: state.returnFeeds,
    loneCarriageReturns: state.loneReturns,
    zeroBytes: state.zeros,
    invalidUtf8,
    longestRecord: state.longest,
    openQuoteLine: state.quoted ? state.recordLine : null,
  };
}

interface ScanState {
  readonly quote: number;
  quoted: boolean;
  /** The record so far has a byte that is not part of a line break. */
  content: boolean;
  line: number;
  lineStart: number;
  recordLine: number;
  recordStart: number;
  records: number;
  longest: number;
  blankLines: number;
  embedded: number;
  lineFeeds: number;
  returnFeeds: number;
  loneReturns: number;
  zeros: number;
  previous: number;
  stopped: boolean;
}

const startState = (quote: number): ScanState => ({
  quote,
  quoted: false,
  content: false,
  line: 1,
  lineStart: 0,
  recordLine: 1,
  recordStart: 0,
  records: 0,
  longest: 0,
  blankLines: 0,
  embedded: 0,
  lineFeeds: 0,
  returnFeeds: 0,
  loneReturns: 0,
  zeros: 0,
  previous: 0,
  stopped: false,
});

/** Told of each record with content; false stops the pass. */
type Visit = ((place: RecordPlace) => boolean) | null;

function endRecord(state: ScanState, endByte: number, visit: Visit): void {
  if (!state.content) {
    state.blankLines += 1;
    return;
  }
  if (visit !== null) {
    const { records: ordinal, recordLine: line, line: endLine, recordStart: startByte } = state;
    if (!visit({ ordinal, line, endLine, startByte, endByte })) state.stopped = true;
  }
  state.records += 1;
  state.longest = Math.max(state.longest, state.line - state.recordLine + 1);
}

/**
 * Takes a chunk at one go where nothing in it needs a closer look: no quote, carriage return, NUL or blank line. The
 * engine's native searches tell that far faster than a loop can, and counting line feeds is all that is left.
 */
function skipPlainChunk(state: ScanState, bytes: Buffer, from: number, to: number, position: number): boolean {
  if (state.quoted || state.previous === CARRIAGE_RETURN || bytes[from] === LINE_FEED) return false;
  const chunk = bytes.subarray(from, to);
  const last = chunk.lastIndexOf(LINE_FEED);
  if (last < 0 || chunk.includes(CARRIAGE_RETURN) || chunk.includes(0) || chunk.includes("\n\n")) return false;
  if (state.quote !== 0 && chunk.includes(state.quote)) return false;
  const lines = countLineFeeds(bytes, from, to);
  state.lineFeeds += lines;
  state.records += lines;
  state.line += lines;
  state.recordLine = state.line;
  state.lineStart = position + last + 1;
  state.recordStart = state.lineStart;
  state.content = last < chunk.length - 1;
  state.previous = chunk[chunk.length - 1]!;
  return true;
}

/** The hot loop: ordinary bytes are skipped with two comparisons, and only line breaks, quotes and NULs do more. */
function scanChunk(state: ScanState, bytes: Buffer, from: number, to: number, position: number, visit: Visit): void {
  if (visit === null && skipPlainChunk(state, bytes, from, to, position)) return;
  const quote = state.quote;
  let previous = state.previous;
  let index = from;
  while (index < to && !state.stopped) {
    const start = index;
    while (index < to && bytes[index]! > CARRIAGE_RETURN && bytes[index]! !== quote) index += 1;
    if (index > start) {
      if (previous === CARRIAGE_RETURN) state.loneReturns += 1;
      state.content = true;
      previous = 0;
      if (index === to) break;
    }
    const byte = bytes[index]!;
    if (byte === LINE_FEED) {
      const end = position + index - from;
      const paired = previous === CARRIAGE_RETURN;
      if (state.quoted) {
        state.embedded += 1;
      } else {
        state.lineFeeds += 1;
        if (paired) state.returnFeeds += 1;
        endRecord(state, paired ? end - 1 : end, visit);
        state.content = false;
        state.recordStart = end + 1;
        state.recordLine = state.line + 1;
      }
      state.line += 1;
      state.lineStart = end + 1;
    } else {
      if (previous === CARRIAGE_RETURN) state.loneReturns += 1;
      if (byte === quote) state.quoted = !state.quoted;
      if (byte === 0) state.zeros += 1;
      if (byte !== CARRIAGE_RETURN) state.content = true;
    }
    previous = byte;
    index += 1;
  }
  state.previous = previous;
}
