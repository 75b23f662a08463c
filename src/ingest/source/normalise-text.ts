import { createReadStream, createWriteStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CrmError } from "../../errors/crm-error.js";
import type { Encoding } from "./encoding.js";

/**
 * Writes a text again as UTF-8 with LF line ends and without byte order mark or NUL bytes, streaming. Lines stay
 * lines, so that line numbers hold.
 *
 * @throws CrmError `encoding-unknown` where a byte sequence does not exist in the encoding
 */
export async function normaliseText(
  from: string,
  to: string,
  encoding: Encoding,
  options: { readonly keepCarriageReturns: boolean },
): Promise<void> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let heldReturn = false;
  const clean = (text: string): string => {
    let whole = text.replaceAll("\u0000", "");
    if (options.keepCarriageReturns) return whole;
    if (heldReturn) whole = `\r${whole}`;
    heldReturn = whole.endsWith("\r");
    if (heldReturn) whole = whole.slice(0, -1);
    return whole.replaceAll(/\r\n?/g, "\n");
  };
  const decode = (work: () => string): string => {
    try {
      return work();
    } catch (cause) {
      throw new CrmError("encoding-unknown", { encoding, cause });
    }
  };
  await pipeline(
    createReadStream(from),
    new Transform({
      decodeStrings: false,
      transform(chunk: Buffer, _encoding, done) {
        try {
          done(null, clean(decode(() => decoder.decode(chunk, { stream: true }))));
        } catch (error) {
          done(error as Error);
        }
      },
      flush(done) {
        try {
          const rest = clean(decode(() => decoder.decode()));
          done(null, heldReturn ? `${rest}\n` : rest);
        } catch (error) {
          done(error as Error);
        }
      },
    }),
    createWriteStream(to),
  );
}
