import { isUtf8 } from "node:buffer";

/** Encodings that are read; the names are those of the WHATWG encoding standard. */
export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252", "gb18030"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What the first bytes of a text say about its encoding. */
export interface EncodingGuess {
  readonly encoding: Encoding;
  /** Length of the byte order mark in bytes; 0 without one. */
  readonly markLength: number;
  /** It is UTF-8, but for some bytes. */
  readonly damaged: boolean;
}

/**
 * Tells the encoding of a text from a sample of its bytes: a byte order mark, the zero bytes of UTF-16, valid UTF-8,
 * and otherwise GB18030 against windows-1252. In Chinese text of that encoding bytes above 0x7F stand in pairs; in
 * western text they stand alone between letters.
 */
export function detectEncoding(sample: Uint8Array): EncodingGuess {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf)
    return { encoding: "utf-8", markLength: 3, damaged: !isUtf8(wholeCharacters(sample)) };
  if (sample[0] === 0xff && sample[1] === 0xfe) return { encoding: "utf-16le", markLength: 2, damaged: false };
  if (sample[0] === 0xfe && sample[1] === 0xff) return { encoding: "utf-16be", markLength: 2, damaged: false };
  const wide = zeroByteSide(sample);
  if (wide !== null) return { encoding: wide, markLength: 0, damaged: false };
  if (isUtf8(wholeCharacters(sample))) return { encoding: "utf-8", markLength: 0, damaged: false };
  if (isMostlyUtf8(sample)) return { encoding: "utf-8", markLength: 0, damaged: true };
  return { encoding: detectLegacyEncoding(sample), markLength: 0, damaged: false };
}

/**
 * Whether most of what is not ASCII is valid UTF-8: text in that encoding with damaged places, or cut inside a
 * character by the system that wrote it. In text of another encoding hardly any two bytes happen to form a character.
 */
export function isMostlyUtf8(sample: Uint8Array): boolean {
  const text = new TextDecoder("utf-8").decode(sample);
  const damaged = text.match(/\uFFFD/g)?.length ?? 0;
  const characters = text.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0;
  return characters > damaged * 2;
}

/** GB18030 or windows-1252, for text that is known not to be UTF-8. */
export function detectLegacyEncoding(sample: Uint8Array): Encoding {
  return pairedShare(sample) >= 0.7 && decodes(sample, "gb18030") ? "gb18030" : "windows-1252";
}

/** The sample without a character that its end cuts in two. */
export function wholeCharacters(sample: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, sample.length); back += 1) {
    const byte = sample[sample.length - back]!;
    if (byte < 0x80) return sample;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? sample.subarray(0, sample.length - back) : sample;
    }
  }
  return sample;
}

/** UTF-16 text without a mark: every other byte of mostly western text is zero. */
function zeroByteSide(sample: Uint8Array): "utf-16le" | "utf-16be" | null {
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index += 1) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const pairs = sample.length / 2;
  if (odd > pairs * 0.3 && even < pairs * 0.05) return "utf-16le";
  if (even > pairs * 0.3 && odd < pairs * 0.05) return "utf-16be";
  return null;
}

/** Share of the bytes above 0x7F that stand in runs of even length. */
function pairedShare(sample: Uint8Array): number {
  let paired = 0;
  let high = 0;
  let run = 0;
  for (let index = 0; index <= sample.length; index += 1) {
    const byte = sample[index] ?? 0;
    if (byte >= 0x80) {
      run += 1;
    } else if (run > 0) {
      high += run;
      if (run % 2 === 0) paired += run;
      run = 0;
    }
  }
  return high === 0 ? 0 : paired / high;
}

function decodes(sample: Uint8Array, encoding: Encoding): boolean {
  try {
    // Streaming, so that a character cut by the end of the sample is no error.
    new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}
