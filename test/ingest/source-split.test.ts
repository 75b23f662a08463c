import { describe, expect, it } from "vitest";
import { detectDialect } from "../../src/ingest/source/dialect.js";
import { detectEncoding } from "../../src/ingest/source/encoding.js";
import { RecordSplitter } from "../../src/ingest/source/split-records.js";

const COMMAS = { delimiter: ",", quote: '"', escape: '"' };
const split = (text: string, width?: number, dialect = COMMAS) =>
  new RecordSplitter(dialect, width)
    .feed(text, true)
    .map(({ cells, line, endLine, badQuote }) => [badQuote ? "bad" : cells.join("|"), line, endLine]);

describe("RecordSplitter", () => {
  it("knows every kind of line break, and lines without content", () => {
    const splitter = new RecordSplitter(COMMAS);
    const records = splitter.feed("a,b\r\n\r\nc,d\re,f\n\ng,h", true);
    expect(records.map(({ cells, line }) => [cells.join("|"), line])).toEqual([
      ["a|b", 1],
      ["c|d", 3],
      ["e|f", 4],
      ["g|h", 6],
    ]);
    expect(splitter.blankLines).toBe(2);
  });

  it("keeps quotes that enclose nothing", () => {
    expect(split('5" pipe,6" pipe')).toEqual([['5" pipe|6" pipe', 1, 1]]);
    expect(split('"Bob "the man" X",1')).toEqual([['Bob "the man" X|1', 1, 1]]);
    expect(split('"a ""b""",""')).toEqual([['a "b"|', 1, 1]]);
    expect(split('"two\r\nlines",x\ny,z')).toEqual([
      ["two\nlines|x", 1, 2],
      ["y|z", 3, 3],
    ]);
  });

  it("gives up one line for a quote that makes no sense", () => {
    expect(split('a,"b\nc,d\ne,f')).toEqual([
      ["bad", 1, 1],
      ["c|d", 2, 2],
      ["e|f", 3, 3],
    ]);
    const swallowed = `a,"b\n${"c,d\n".repeat(30)}e,f"\ng,h`;
    expect(split(swallowed, 2).slice(0, 2)).toEqual([
      ["bad", 1, 1],
      ["c|d", 2, 2],
    ]);
    const long = `a,"b\n${"a line of prose\n".repeat(30)}the end"\ng,h`;
    expect(split(long, 2).map(([, from, to]) => [from, to])).toEqual([
      [1, 32],
      [33, 33],
    ]);
  });

  it("gives the same records however the text is cut into pieces", () => {
    const text = 'a,"b\r\nc"\r\n\r\nd,"e ""f"""\r"g\n\nh",i\n"open,\nlast,\r';
    const whole = split(text);
    for (let size = 1; size < 9; size += 1) {
      const splitter = new RecordSplitter(COMMAS);
      const records = [];
      for (let from = 0; from < text.length; from += size)
        records.push(...splitter.feed(text.slice(from, from + size), false));
      records.push(...splitter.feed("", true));
      expect(
        records.map(({ cells, line, endLine, badQuote }) => [badQuote ? "bad" : cells.join("|"), line, endLine]),
      ).toEqual(whole);
    }
  });

  it("reads quotes behind a backslash", () => {
    const dialect = { delimiter: ";", quote: '"', escape: "\\" };
    expect(split('"a \\"b\\" c";"d \\\\";e\\f', undefined, dialect)).toEqual([['a "b" c|d \\|e\\f', 1, 1]]);
  });
});

describe("detectDialect", () => {
  it.each([
    ['a,b\n"x \\"y\\"",""\n', "\\"],
    ['a,b\n"x ""y""",""\n', '"'],
    ['a,b\n"C:\\","d"\n', '"'],
  ])("%j is escaped by %s", (sample, escaping) => {
    expect(detectDialect(sample).escape).toBe(escaping);
  });

  it.each([
    ["Sales; all, of 2024; by J, K\n\na;b;c\n1;2,5;3\n4;5,5;6\n", ";"],
    ["a|b\n1,5|2,5\n1,5|2,5\n", "|"],
  ])("%j", (sample, delimiter) => {
    expect(detectDialect(sample).delimiter).toBe(delimiter);
  });
});

describe("detectEncoding", () => {
  const bytes = (...pieces: readonly (string | number[])[]): Buffer =>
    Buffer.concat(pieces.map((piece) => Buffer.from(piece as string)));
  it.each<[string, Buffer, string, boolean]>([
    ["UTF-8", bytes("Zürich, Köln"), "utf-8", false],
    ["UTF-8 with a damaged place", bytes("Zürich, Köln, Gen", [0xe8], "ve, Orléans"), "utf-8", true],
    ["windows-1252", Buffer.from("Zürich, Köln, Genève", "latin1"), "windows-1252", false],
    ["GB18030", Buffer.from([0xbf, 0xcd, 0xbb, 0xa7, 0x2c, 0xb6, 0xa9, 0xb5, 0xa5]), "gb18030", false],
  ])("%s", (_name, sample, encoding, damaged) => {
    expect(detectEncoding(sample)).toMatchObject({ encoding, damaged });
  });
});
