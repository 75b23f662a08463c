import { decodeXml } from "./decode-xml.js";
import { tooLarge } from "./workbook-error.js";
import { type XmlHandler, XmlScanner } from "./xml-scanner.js";
import { decodeExcelEscapes } from "./xml-text.js";

/** Collects the text of `<si>` items: rich text runs joined, phonetic guides (`<rPh>`) left out. */
class SharedStringsHandler implements XmlHandler {
  readonly strings: string[] = [];
  readonly full = false;
  capturing = false;
  private value = "";
  private inPhonetic = false;
  private readonly maxCellLength: number;

  constructor(maxCellLength: number) {
    this.maxCellLength = maxCellLength;
  }

  open(name: string): void {
    if (name === "t") this.capturing = !this.inPhonetic;
    else if (name === "si") this.value = "";
    else if (name === "rPh") this.inPhonetic = true;
  }

  close(name: string): void {
    if (name === "t") this.capturing = false;
    else if (name === "si") this.strings.push(decodeExcelEscapes(this.value));
    else if (name === "rPh") this.inPhonetic = false;
  }

  text(value: string): void {
    this.value = this.value === "" ? value : this.value + value;
    if (this.value.length > this.maxCellLength) {
      throw tooLarge(`a cell holds more than ${this.maxCellLength} characters`);
    }
  }
}

/** Reads the table of texts that cells point into. It has to be in memory whole: cells refer to it in any order. */
export async function readSharedStrings(
  chunks: AsyncIterable<Buffer>,
  part: string,
  maxCellLength: number,
): Promise<string[]> {
  const handler = new SharedStringsHandler(maxCellLength);
  const scanner = new XmlScanner(handler, part, maxCellLength);
  for await (const text of decodeXml(chunks, part)) {
    scanner.write(text);
    scanner.run();
  }
  scanner.end();
  return handler.strings;
}
