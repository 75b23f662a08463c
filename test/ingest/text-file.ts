import fc from "fast-check";

/** How a table of texts is written as delimited text; an independent writer for the property tests. */
export interface Written {
  readonly delimiter: "," | ";" | "\t" | "|";
  readonly quoting: "always" | "when needed";
  readonly lineEnd: "\n" | "\r\n" | "\r";
  readonly finalLineEnd: boolean;
  readonly mark: boolean;
  /** Blank lines after the header and between the records. */
  readonly blankLines: boolean;
}

export const written: fc.Arbitrary<Written> = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  quoting: fc.constantFrom("always", "when needed"),
  lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  finalLineEnd: fc.boolean(),
  mark: fc.boolean(),
  blankLines: fc.boolean(),
});

export function writeText(rows: readonly (readonly string[])[], how: Written): string {
  const lines = rows.map((row) => row.map((cell) => writeCell(cell, how)).join(how.delimiter));
  const gap = how.blankLines ? how.lineEnd + how.lineEnd : how.lineEnd;
  return (how.mark ? "\uFEFF" : "") + lines.join(gap) + (how.finalLineEnd ? how.lineEnd : "");
}

function writeCell(cell: string, { delimiter, quoting, lineEnd }: Written): string {
  const text = cell.replaceAll("\n", lineEnd);
  const needed = [delimiter, '"', "\r", "\n"].some((character) => text.includes(character));
  return quoting === "always" || needed ? `"${text.replaceAll('"', '""')}"` : text;
}

export const ENCODERS = {
  "utf-8": (text: string) => Buffer.from(text, "utf8"),
  "utf-16le": (text: string) => Buffer.from(`\uFEFF${text.replace(/^\uFEFF/, "")}`, "utf16le"),
  "utf-16be": (text: string) => Buffer.from(`\uFEFF${text.replace(/^\uFEFF/, "")}`, "utf16le").swap16(),
  "windows-1252": (text: string) => tabled(text.replace(/^\uFEFF/, ""), westernTable()),
  gb18030: (text: string) => tabled(text.replace(/^\uFEFF/, ""), chineseTable()),
} as const;

/**
 * Pieces of western and of Chinese text. Accents stand alone between other characters, as they do in words: that is
 * what tells the two encodings apart.
 */
export const WESTERN = [..."abcXYZ019 .-+=@'/&", "é.", "ü ", "ßa", "ñ@", "Ä1", "€ ", "’b", "– "];
export const CHINESE = [..."abcXYZ019 客户订单金额中文上海张三。，￥"];
/** Characters that a table of fields has to be able to hold, above all those that dialects give a meaning. */
export const AWKWARD = [...',;\t|"\n', ...WESTERN];

/** Encodes by turning a decoder round, so that the expectation does not rest on the code under test. */
function tabled(text: string, table: ReadonlyMap<string, readonly number[]>): Buffer {
  return Buffer.from(
    [...text].flatMap((character) => {
      const bytes = table.get(character);
      if (bytes === undefined) throw new Error(`no byte for ${character}`);
      return bytes;
    }),
  );
}

/** From the code chart of windows-1252: all of latin-1, and 27 characters between 0x80 and 0x9F. */
function westernTable(): Map<string, readonly number[]> {
  const table = new Map<string, readonly number[]>();
  for (let byte = 0; byte < 256; byte += 1) table.set(String.fromCharCode(byte), [byte]);
  for (const [character, byte] of [
    ["€", 0x80],
    ["’", 0x92],
    ["–", 0x96],
  ] as const)
    table.set(character, [byte]);
  return table;
}

function chineseTable(): Map<string, readonly number[]> {
  const table = new Map<string, readonly number[]>();
  for (let byte = 0; byte < 128; byte += 1) table.set(String.fromCharCode(byte), [byte]);
  const decoder = new TextDecoder("gb18030");
  for (let first = 0x81; first <= 0xfe; first += 1) {
    for (let second = 0x40; second <= 0xfe; second += 1) {
      if (second !== 0x7f) table.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);
    }
  }
  return table;
}
