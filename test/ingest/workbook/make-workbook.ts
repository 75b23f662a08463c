import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { openWorkbook, type SheetRow, type WorkbookLimits } from "../../../src/ingest/workbook/open-workbook.js";

/** One entry of a hand-made zip; `claims` overrides what its headers say. */
export interface ZipEntry {
  name: string;
  data: string | Uint8Array;
  deflate?: boolean;
  claims?: { size?: number; packedSize?: number; crc?: number; flags?: number };
}

/** A minimal zip writer, so that tests decide every byte of a workbook. */
export function makeZip(entries: ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, data, deflate = false, claims = {} } of entries) {
    const content = Buffer.from(data as Uint8Array);
    const packed = deflate ? deflateRawSync(content) : content;
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(claims.flags ?? 0x800, 2);
    header.writeUInt16LE(deflate ? 8 : 0, 4);
    header.writeUInt32LE(claims.crc ?? crc32(content), 10);
    header.writeUInt32LE(claims.packedSize ?? packed.length, 14);
    header.writeUInt32LE(claims.size ?? content.length, 18);
    const nameBytes = Buffer.from(name);
    header.writeUInt16LE(nameBytes.length, 22);
    locals.push(Buffer.from("PK\x03\x04"), header, nameBytes, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.from("PK\x01\x02\x14\x00"), header, tail, nameBytes);
    offset += 30 + nameBytes.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export function relationships(...items: [id: string, type: string, target: string][]): string {
  const list = items.map(([id, type, target]) => `<Relationship Id="${id}" Type="${REL}/${type}" Target="${target}"/>`);
  return `<Relationships>${list.join("")}</Relationships>`;
}

export interface Parts {
  /** What is inside `<sheetData>`. */
  rows?: string;
  /** The whole sheet part, instead of `rows`. */
  sheet?: string | Uint8Array;
  workbook?: string;
  workbookRels?: string;
  /** What is inside `<sst>`. */
  strings?: string;
  /** Format ids of the cell styles 0, 1, … and custom codes by id. */
  formats?: number[];
  codes?: Record<number, string>;
  date1904?: boolean;
  more?: ZipEntry[];
}

/** The entries of a workbook with one sheet. */
export function workbookEntries(parts: Parts): ZipEntry[] {
  const codes = Object.entries(parts.codes ?? {}).map(
    ([id, code]) =>
      `<numFmt numFmtId="${id}" formatCode="${code.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"/>`,
  );
  const styles = (parts.formats ?? []).map((id) => `<xf numFmtId="${id}"/>`);
  const property = parts.date1904 ? '<workbookPr date1904="1"/>' : "";
  return [
    { name: "_rels/.rels", data: relationships(["rId1", "officeDocument", "xl/workbook.xml"]) },
    {
      name: "xl/workbook.xml",
      data:
        parts.workbook ??
        `<workbook xmlns="${MAIN}" xmlns:r="${REL}">${property}<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      data:
        parts.workbookRels ??
        relationships(
          ["rId1", "worksheet", "worksheets/sheet1.xml"],
          ["rId2", "sharedStrings", "sharedStrings.xml"],
          ["rId3", "styles", "styles.xml"],
        ),
    },
    {
      name: "xl/worksheets/sheet1.xml",
      data:
        parts.sheet ??
        `<?xml version="1.0"?><worksheet xmlns="${MAIN}"><dimension ref="A1"/><sheetData>${parts.rows ?? ""}</sheetData></worksheet>`,
    },
    { name: "xl/sharedStrings.xml", data: `<sst xmlns="${MAIN}">${parts.strings ?? ""}</sst>` },
    {
      name: "xl/styles.xml",
      data: `<styleSheet><numFmts>${codes.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles.join("")}</cellXfs></styleSheet>`,
    },
    ...(parts.more ?? []),
  ];
}

/** Runs `use` with the path of a file of these bytes and removes the file afterwards. */
export async function withFile<T>(bytes: Uint8Array, use: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "workbook-"));
  try {
    const path = join(folder, "book.xlsx");
    writeFileSync(path, bytes);
    return await use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Reads every row of every sheet of a file of these bytes. */
export function readAll(bytes: Uint8Array, limits?: WorkbookLimits): Promise<SheetRow[]> {
  return withFile(bytes, async (path) => {
    const workbook = await openWorkbook(path, limits);
    try {
      const rows: SheetRow[] = [];
      for (const sheet of workbook.sheets) for await (const batch of workbook.rows(sheet)) rows.push(...batch);
      return rows;
    } finally {
      workbook.close();
    }
  });
}

/** The cells of the rows of a one-sheet workbook. */
export async function cellsOf(parts: Parts): Promise<string[][]> {
  return (await readAll(makeZip(workbookEntries(parts)))).map(({ cells }) => cells);
}
