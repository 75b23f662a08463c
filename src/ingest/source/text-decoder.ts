import type { Encoding } from "./encoding.js";

/** Turns the bytes of a text into characters, piece by piece. */
export interface PieceDecoder {
  /** @throws TypeError where a byte sequence does not exist in the encoding and the decoder is strict */
  decode(piece?: Uint8Array): string;
}

/** What windows-1252 has at 0x80 to 0x9F; the five places without a character stay the control characters. */
const WINDOWS_1252_UPPER = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/**
 * A decoder of one text. A byte order mark at its beginning is dropped.
 *
 * @param lenient put U+FFFD where the bytes are none of the encoding's
 */
export function pieceDecoder(encoding: Encoding, lenient = false): PieceDecoder {
  // Some releases of Node decode windows-1252 as if it were latin-1, so that is done here.
  if (encoding === "windows-1252") return { decode: (piece) => (piece === undefined ? "" : fromWindows1252(piece)) };
  const decoder = new TextDecoder(encoding, { fatal: !lenient });
  let isStart = true;
  return {
    decode(piece) {
      const text = piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
      const marked = isStart && text.startsWith("\uFEFF");
      if (text !== "") isStart = false;
      return marked ? text.slice(1) : text;
    },
  };
}

function fromWindows1252(piece: Uint8Array): string {
  const text = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString("latin1");
  return text.replaceAll(/[\x80-\x9f]/g, (character) => WINDOWS_1252_UPPER[character.charCodeAt(0) - 0x80]!);
}
