import { isAscii } from "node:buffer";
import { TextDecoder } from "node:util";
import { damaged } from "./workbook-error.js";

/** Enough bytes to see a byte order mark and the encoding in the XML declaration. */
const SNIFF_BYTES = 256;

/** Turns the bytes of an XML part into text, in the encoding the part declares; invalid bytes are an error. */
export async function* decodeXml(chunks: AsyncIterable<Buffer>, part: string): AsyncGenerator<string> {
  let head: Buffer = Buffer.alloc(0);
  let decode: ((chunk: Buffer) => string) | undefined;
  let finish = (): string => "";
  const start = (first: Buffer): string => {
    const decoder = newDecoder(sniffEncoding(first), part);
    decode = chunkDecoder(decoder);
    finish = () => decoder.decode();
    return decode(first);
  };
  try {
    for await (const chunk of chunks) {
      if (decode) {
        yield decode(chunk);
        continue;
      }
      head = Buffer.concat([head, chunk]);
      if (head.length < SNIFF_BYTES) continue;
      yield start(head);
    }
    if (!decode && head.length > 0) yield start(head);
    const rest = finish();
    if (rest) yield rest;
  } catch (error) {
    if (error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
      throw damaged(`its part ${part} holds bytes that are not text`, error);
    }
    throw error;
  }
}

/** Pure ASCII goes a shorter way: the result is a one-byte string, which is faster to make and to scan. */
function chunkDecoder(decoder: TextDecoder): (chunk: Buffer) => string {
  let mayHoldBytes = decoder.encoding !== "utf-8";
  return (chunk) => {
    if (!mayHoldBytes && isAscii(chunk)) return chunk.toString("latin1");
    const last = chunk[chunk.length - 1] ?? 0;
    mayHoldBytes = decoder.encoding !== "utf-8" || last >= 0x80;
    return decoder.decode(chunk, { stream: true });
  };
}

function newDecoder(encoding: string, part: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (error) {
    throw damaged(`its part ${part} is in the unknown encoding ${encoding}`, error);
  }
}

function sniffEncoding(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  if (head[0] === 0x3c && head[1] === 0) return "utf-16le";
  if (head[0] === 0 && head[1] === 0x3c) return "utf-16be";
  const declaration = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(
    head.toString("latin1", 0, SNIFF_BYTES),
  );
  const label = declaration?.[1]?.toLowerCase() ?? "utf-8";
  // Bytes that a person can read so far cannot be UTF-16, whatever the declaration says; US-ASCII is within UTF-8.
  return label.startsWith("utf-16") || label === "us-ascii" ? "utf-8" : label;
}
