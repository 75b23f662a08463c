import type { NumberKind } from "./number-format.js";
import { numberText, toNumber } from "./number-text.js";
import { isoDateText, serialText } from "./serial-date.js";
import { damaged, tooLarge } from "./workbook-error.js";
import type { XmlHandler, XmlScanner } from "./xml-scanner.js";
import { decodeExcelEscapes } from "./xml-text.js";

/** A row that has at least one non-empty cell. */
export interface SheetRow {
  /** The 1-based number of the row in the sheet, as written or, where it is not, counted. */
  row: number;
  /** The cells from column A to the last one that is not empty; '' for an empty cell. */
  cells: string[];
}

/** What a sheet holds that could not be turned into text faithfully: numbers of cells. */
export interface SheetWarnings {
  /** Formulas saved without a result; they read as empty. */
  formulasWithoutValue: number;
  /** Date-styled numbers outside the calendar; they read as numbers. */
  datesOutOfRange: number;
  /** Numeric cells whose content is no number; they read as they are. */
  unreadableNumbers: number;
}

/** What cells refer to outside their sheet. */
export interface SheetContext {
  sharedStrings: readonly string[];
  numberKinds: readonly NumberKind[];
  date1904: boolean;
  maxCellLength: number;
}

/** The widest sheet Excel knows (column XFD); a cell beyond it is a fault, or an attempt to fill the memory. */
const MAX_COLUMNS = 16_384;
const BATCH_ROWS = 1000;
const BATCH_CELLS = 64 * 1024;

/** Turns the XML of one sheet into rows of text. */
export class SheetHandler implements XmlHandler {
  capturing = false;
  full = false;
  readonly warnings: SheetWarnings = { formulasWithoutValue: 0, datesOutOfRange: 0, unreadableNumbers: 0 };
  private readonly context: SheetContext;
  private batch: SheetRow[] = [];
  private batchCells = 0;
  private inData = false;
  private inRow = false;
  private inCell = false;
  private inInline = false;
  private inPhonetic = false;
  private row = 0;
  private cells: string[] = [];
  private column = -1;
  private type = "";
  private style = "";
  private value = "";
  private hasFormula = false;

  constructor(context: SheetContext) {
    this.context = context;
  }

  /** The rows read since the last call. */
  takeBatch(): SheetRow[] {
    const { batch } = this;
    this.batch = [];
    this.batchCells = 0;
    this.full = false;
    return batch;
  }

  open(name: string, tag: XmlScanner): void {
    if (this.inCell) this.openInCell(name);
    else if (this.inRow) {
      if (name === "c") this.openCell(tag);
    } else if (this.inData) {
      if (name === "row") this.openRow(tag);
    } else if (name === "sheetData") this.inData = true;
  }

  close(name: string): void {
    if (this.inCell) this.closeInCell(name);
    else if (name === "row") {
      if (this.inRow) this.closeRow();
    } else if (name === "sheetData") this.inData = false;
  }

  text(value: string): void {
    this.value = this.value === "" ? value : this.value + value;
    if (this.value.length > this.context.maxCellLength) {
      throw tooLarge(`a cell in row ${this.row} holds more than ${this.context.maxCellLength} characters`);
    }
  }

  private openRow(tag: XmlScanner): void {
    const written = Number(tag.attribute("r"));
    this.row = Number.isSafeInteger(written) && written > 0 ? written : this.row + 1;
    this.inRow = true;
    this.cells = [];
    this.column = -1;
  }

  private closeRow(): void {
    this.inRow = false;
    if (this.cells.length === 0) return;
    this.batch.push({ row: this.row, cells: this.cells });
    this.batchCells += this.cells.length;
    this.full = this.batch.length >= BATCH_ROWS || this.batchCells >= BATCH_CELLS;
  }

  private openCell(tag: XmlScanner): void {
    const reference = tag.attribute("r");
    const written = reference === undefined ? -1 : columnIndex(reference);
    this.column = written < 0 ? this.column + 1 : written;
    if (this.column >= MAX_COLUMNS) throw damaged(`row ${this.row} has a cell beyond the last possible column`);
    this.type = tag.attribute("t") ?? "n";
    this.style = tag.attribute("s") ?? "";
    this.value = "";
    this.hasFormula = false;
    this.inCell = true;
  }

  private openInCell(name: string): void {
    if (name === "v") this.capturing = true;
    else if (name === "t") this.capturing = this.inInline && !this.inPhonetic;
    else if (name === "f") this.hasFormula = true;
    else if (name === "is") this.inInline = true;
    else if (name === "rPh") this.inPhonetic = true;
  }

  private closeInCell(name: string): void {
    if (name === "v" || name === "t") this.capturing = false;
    else if (name === "is") this.inInline = false;
    else if (name === "rPh") this.inPhonetic = false;
    else if (name === "c") {
      this.inCell = false;
      this.closeCell();
    }
  }

  private closeCell(): void {
    if (this.value === "") {
      // A text formula may have the empty text as its result; any other result is never empty.
      if (this.hasFormula && this.type !== "str") this.warnings.formulasWithoutValue++;
      return;
    }
    const text = this.cellText();
    if (text === "") return;
    const { cells } = this;
    while (cells.length < this.column) cells.push("");
    cells[this.column] = text;
  }

  private cellText(): string {
    const { value } = this;
    switch (this.type) {
      case "s":
        return this.sharedString(value);
      case "n":
        return this.numericText(value);
      case "b":
        return value.trim() === "1" || value === "true"
          ? "TRUE"
          : value.trim() === "0" || value === "false"
            ? "FALSE"
            : value;
      case "d":
        return isoDateText(value);
      case "e":
        return value;
      default:
        return decodeExcelEscapes(value);
    }
  }

  private sharedString(index: string): string {
    const text = this.context.sharedStrings[Number(index)];
    // Reading on would lose the cell without a word.
    if (text === undefined) throw damaged(`row ${this.row} refers to a shared text that is missing`);
    return text;
  }

  private numericText(stored: string): string {
    // A cell without a style has the first one: Number("") is 0.
    const kind = this.context.numberKinds[Number(this.style)];
    if (kind !== undefined && kind !== "number") {
      const serial = toNumber(stored);
      if (serial !== undefined) {
        const text = serialText(serial, kind, this.context.date1904);
        if (text !== undefined) return text;
        this.warnings.datesOutOfRange++;
      }
    }
    const text = numberText(stored);
    if (text === undefined) this.warnings.unreadableNumbers++;
    return text ?? stored;
  }
}

/** The 0-based column of a cell reference such as "AB12"; -1 when it is none. */
function columnIndex(reference: string): number {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at++) {
    const letter = (reference.charCodeAt(at) | 0x20) - 0x60;
    if (letter < 1 || letter > 26) break;
    column = Math.min(column * 26 + letter, MAX_COLUMNS + 1);
  }
  const digit = reference.charCodeAt(at);
  return at > 0 && digit >= 0x30 && digit <= 0x39 ? column - 1 : -1;
}
