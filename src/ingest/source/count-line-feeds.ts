const LINE_FEEDS = 0x0a0a0a0a;
const ONES = 0x01010101;
const LOW_BITS = 0x7f7f7f7f;

/**
 * How many line feeds stand in `bytes[from..to)`, four bytes at a time: a byte of `word ^ 0x0a0a0a0a` is zero exactly
 * where the word has a line feed, and adding 0x7f to the low seven bits of each byte carries into its top bit unless
 * they are all zero.
 */
export function countLineFeeds(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  let index = from;
  for (; index < to && ((bytes.byteOffset + index) & 3) !== 0; index += 1) if (bytes[index] === 10) count += 1;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + index, (to - index) >> 2);
  for (let position = 0; position < words.length; position += 1) {
    const difference = words[position]! ^ LINE_FEEDS;
    const nonZero = (((difference & LOW_BITS) + LOW_BITS) | difference) >>> 7;
    // One bit a byte that is no line feed; the product adds them up in its top byte.
    count += 4 - (Math.imul(nonZero & ONES, ONES) >>> 24);
  }
  for (index += words.length * 4; index < to; index += 1) if (bytes[index] === 10) count += 1;
  return count;
}
