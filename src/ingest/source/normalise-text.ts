import { createReadStream, createWriteStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CrmError } from "../../errors/crm-error.js";
import type { Encoding } from "./encoding.js";
import { pieceDecoder } from "./text-decoder.js";

/** How a text is written again. */
export interface Normalisation {
  readonly keepCarriageReturns: boolean;
  /** Put U+FFFD for bytes that the encoding does not know, instead of refusing the file. */
  readonly lenient?: boolean;
}

/**
 * Writes a text again as UTF-8 with LF line ends and without byte order mark or NUL bytes, streaming. Lines stay
 * lines, so that line numbers hold.
 *
 * @returns how many U+FFFD were written
 * @throws CrmError `encoding-unknown` where a byte sequence does not exist in the encoding, `disk-full`
 */
export async function normaliseText(from: string, to: string, encoding: Encoding, how: Normalisation): Promise<number> {
  const decoder = pieceDecoder(encoding, how.lenient);
  let heldReturn = false;
  let replaced = 0;
  const clean = (text: string): string => {
    let whole = text.replaceAll("\u0000", "");
    if (how.lenient) replaced += whole.match(/\uFFFD/g)?.length ?? 0;
    if (how.keepCarriageReturns) return whole;
    if (heldReturn) whole = `\r${whole}`;
    heldReturn = whole.endsWith("\r");
    if (heldReturn) whole = whole.slice(0, -1);
    return whole.replaceAll(/\r\n?/g, "\n");
  };
  const decode = (piece?: Buffer): string => {
    try {
      return decoder.decode(piece);
    } catch (cause) {
      throw new CrmError("encoding-unknown", { encoding, cause });
    }
  };
  const attempt = (work: () => string, done: (error: Error | null, text?: string) => void): void => {
    try {
      done(null, work());
    } catch (error) {
      done(error as Error);
    }
  };
  const transform = new Transform({
    decodeStrings: false,
    transform: (piece: Buffer, _encoding, done) => attempt(() => clean(decode(piece)), done),
    flush: (done) => attempt(() => clean(decode()) + (heldReturn ? "\n" : ""), done),
  });
  try {
    await pipeline(createReadStream(from, { highWaterMark: 1 << 18 }), transform, createWriteStream(to));
  } catch (cause) {
    throw spoolError(cause);
  }
  return replaced;
}

/** A full temporary folder is something that the user can do something about. */
export function spoolError(cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code !== "ENOSPC" && code !== "EDQUOT") return cause;
  return new CrmError("disk-full", { detail: "the temporary folder is full (TMPDIR names another)", cause });
}
