import { requireZip } from "./container.js";
import { decodeXml } from "./decode-xml.js";
import { normalizeLimits, type WorkbookLimits } from "./limits.js";
import type { NumberKind } from "./number-format.js";
import { readSharedStrings } from "./shared-strings.js";
import { SheetHandler, type SheetRow, type SheetWarnings } from "./sheet-handler.js";
import { readNumberKinds } from "./styles.js";
import { damaged } from "./workbook-error.js";
import { readWorkbookParts, type WorkbookParts } from "./workbook-parts.js";
import { XmlScanner } from "./xml-scanner.js";
import { ZipParts } from "./zip-parts.js";

export type { WorkbookLimits } from "./limits.js";
export type { SheetRow, SheetWarnings } from "./sheet-handler.js";
export { WorkbookError, type WorkbookErrorCode } from "./workbook-error.js";

/** A worksheet of a workbook. */
export interface WorkbookSheet {
  name: string;
  /** Its 0-based place among the worksheets, chart sheets not counted. */
  index: number;
  /** True for hidden and for very hidden sheets. */
  hidden: boolean;
}

/** An open .xlsx workbook, read as a stream of rows of text. */
export interface Workbook {
  /** The worksheets in the order of their tabs. */
  readonly sheets: WorkbookSheet[];
  /** Whether dates count from 1904 (already taken into account in the text of cells). */
  readonly date1904: boolean;
  /**
   * The rows of a sheet in batches of at most 1,000, in the order of the file. Rows without content are left out, but
   * row numbers stay true. A fault in the file surfaces as a WorkbookError when the reading arrives there: rows
   * before it may already have been handed out.
   */
  rows(sheet: WorkbookSheet): AsyncIterable<SheetRow[]>;
  /** What the latest reading of a sheet could not turn into text faithfully, so far. */
  warnings(sheet: WorkbookSheet): SheetWarnings;
  /** Releases the file. Readings under way end with an error at the latest when they open their next part. */
  close(): void;
}

/**
 * Opens an .xlsx workbook. Throws a WorkbookError for everything that is wrong with the content of the file, with a
 * message that says what to do; errors of the file system (no such file, no permission) pass as Node reports them.
 * The caller closes the workbook.
 */
export async function openWorkbook(path: string, limits?: WorkbookLimits): Promise<Workbook> {
  await requireZip(path);
  const settings = normalizeLimits(limits);
  const zip = await ZipParts.open(path, settings);
  try {
    return new XlsxWorkbook(zip, settings, await readWorkbookParts(zip));
  } catch (error) {
    zip.close();
    throw error;
  }
}

class XlsxWorkbook implements Workbook {
  readonly sheets: WorkbookSheet[];
  readonly date1904: boolean;
  private readonly zip: ZipParts;
  private readonly limits: Required<WorkbookLimits>;
  private readonly parts: WorkbookParts;
  private readonly warningsBySheet = new Map<number, SheetWarnings>();
  private sharedStrings: Promise<string[]> | undefined;
  private numberKinds: Promise<NumberKind[]> | undefined;

  constructor(zip: ZipParts, limits: Required<WorkbookLimits>, parts: WorkbookParts) {
    this.zip = zip;
    this.limits = limits;
    this.parts = parts;
    this.date1904 = parts.date1904;
    this.sheets = parts.sheets.map(({ name, hidden }, index) => ({ name, index, hidden }));
  }

  async *rows(sheet: WorkbookSheet): AsyncGenerator<SheetRow[]> {
    const part = this.parts.sheets[sheet.index]?.part;
    if (part === undefined) throw damaged(`the content of its sheet "${sheet.name}" is missing`);
    const { maxCellLength } = this.limits;
    const handler = new SheetHandler({
      sharedStrings: await this.loadSharedStrings(),
      numberKinds: await this.loadNumberKinds(),
      date1904: this.date1904,
      maxCellLength,
    });
    this.warningsBySheet.set(sheet.index, handler.warnings);
    const scanner = new XmlScanner(handler, part, maxCellLength);
    for await (const text of decodeXml(this.zip.chunks(part), part)) {
      scanner.write(text);
      while (scanner.run()) yield handler.takeBatch();
    }
    scanner.end();
    const rest = handler.takeBatch();
    if (rest.length > 0) yield rest;
  }

  warnings(sheet: WorkbookSheet): SheetWarnings {
    const counted = this.warningsBySheet.get(sheet.index);
    return { formulasWithoutValue: 0, datesOutOfRange: 0, unreadableNumbers: 0, ...counted };
  }

  close(): void {
    this.zip.close();
  }

  private loadSharedStrings(): Promise<string[]> {
    const part = this.parts.sharedStrings;
    if (part === undefined || !this.zip.has(part)) return Promise.resolve([]);
    const { maxSharedStringBytes, maxCellLength } = this.limits;
    this.sharedStrings ??= readSharedStrings(this.zip.chunks(part, maxSharedStringBytes), part, maxCellLength);
    return this.sharedStrings;
  }

  private loadNumberKinds(): Promise<NumberKind[]> {
    const part = this.parts.styles;
    if (part === undefined || !this.zip.has(part)) return Promise.resolve([]);
    this.numberKinds ??= readNumberKinds(this.zip.chunks(part), part);
    return this.numberKinds;
  }
}
