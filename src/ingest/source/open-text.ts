import { closeSync, openSync, readSync } from "node:fs";
import { CrmError } from "../../errors/crm-error.js";
import { detectEncoding, detectLegacyEncoding, ENCODINGS, type Encoding, isMostlyUtf8 } from "./encoding.js";
import { normaliseText } from "./normalise-text.js";
import { readHead, type Source } from "./open-source.js";
import type { Workspace } from "./workspace.js";

/** What the user settled about a text file. */
export interface TextOptions {
  readonly encoding?: string;
  readonly delimiter?: string;
}

/** A text that the engine can read: UTF-8 without a byte order mark. */
export interface OpenText {
  readonly path: string;
  /** The encoding of the original. */
  readonly encoding: Encoding;
  /** What the user should know about how it was decoded. */
  readonly remarks: readonly string[];
}

const SAMPLE_BYTES = 1 << 18;
const LARGEST_SAMPLE = 1 << 26;
/** So many lines are wanted in a sample, however long they are. */
const SAMPLE_LINES = 12;

/** Settles the encoding from the head of a file and decodes the file where it is not plain UTF-8. */
export async function openText(source: Source, options: TextOptions, workspace: Workspace): Promise<OpenText> {
  const guess = detectEncoding(readHead(source.path, source.name, SAMPLE_BYTES));
  const chosen = chosenEncoding(options.encoding);
  const encoding = chosen ?? guess.encoding;
  const lenient = chosen === undefined && guess.damaged;
  if (encoding === "utf-8" && guess.markLength === 0 && !lenient) return { path: source.path, encoding, remarks: [] };
  return decode(source, encoding, lenient, workspace);
}

/**
 * Decodes a text whose head is UTF-8 but which holds other bytes further on. Where they are few among characters that
 * are UTF-8 the text is that, damaged; otherwise it is in an older encoding.
 *
 * @param offset a byte before the first that is not UTF-8
 */
export async function reopenText(
  source: Source,
  options: TextOptions,
  workspace: Workspace,
  offset: number,
): Promise<OpenText> {
  if (options.encoding !== undefined) {
    throw new CrmError("encoding-unknown", { encoding: options.encoding, place: { file: source.name } });
  }
  const sample = Buffer.concat([readHead(source.path, source.name, 1 << 21), readAt(source.path, offset, 1 << 21)]);
  if (isMostlyUtf8(sample)) return decode(source, "utf-8", true, workspace);
  const opened = await decode(source, detectLegacyEncoding(sample), false, workspace);
  return { ...opened, remarks: [`not UTF-8 after all; read as ${opened.encoding}`] };
}

/** The head of a text without NUL bytes, cut after its last whole line; longer where its lines are. */
export function readSample(path: string, name: string): string {
  for (let length = SAMPLE_BYTES; ; length *= 4) {
    const head = readHead(path, name, length);
    const text = new TextDecoder("utf-8").decode(head).replaceAll("\0", "");
    if (head.length < length) return text;
    const breaks = text.match(/\r\n|\n|\r/g)?.length ?? 0;
    if (breaks < SAMPLE_LINES && length < LARGEST_SAMPLE) continue;
    const end = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
    return end < 0 ? text : text.slice(0, end + 1);
  }
}

async function decode(source: Source, encoding: Encoding, lenient: boolean, workspace: Workspace): Promise<OpenText> {
  const path = workspace.path("utf8.txt");
  try {
    const replaced = await normaliseText(source.path, path, encoding, { keepCarriageReturns: true, lenient });
    const remarks = replaced === 0 ? [] : [`${replaced} places are not UTF-8; a � stands for each`];
    return { path, encoding, remarks };
  } catch (error) {
    throw error instanceof CrmError ? error.at({ file: source.name }) : error;
  }
}

function chosenEncoding(name: string | undefined): Encoding | undefined {
  if (name === undefined) return undefined;
  const known = ENCODINGS.find((encoding) => encoding === name.toLowerCase());
  if (known !== undefined) return known;
  throw new CrmError("bad-option", {
    option: "--encoding",
    detail: `${name} is not known`,
    fix: `Use one of ${ENCODINGS.join(", ")}.`,
  });
}

function readAt(path: string, offset: number, length: number): Buffer {
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(file, buffer, 0, length, offset));
  } finally {
    closeSync(file);
  }
}
