import { damaged, WorkbookError } from "./workbook-error.js";
import { forEachElement } from "./xml-elements.js";
import type { ZipParts } from "./zip-parts.js";

/** Where the parts of a workbook are inside its package, as its own relationships say. */
export interface WorkbookParts {
  date1904: boolean;
  /** Worksheets in the order of their tabs; `part` is undefined when the workbook names no part for the sheet. */
  sheets: { name: string; hidden: boolean; part: string | undefined }[];
  sharedStrings: string | undefined;
  styles: string | undefined;
}

interface Relationship {
  /** The last word of the relationship's type: the same in the transitional and the strict namespace. */
  type: string;
  target: string;
}

/** The workbook part and its relationships hold names and pointers only; more than this is no workbook. */
const MAX_SMALL_PART = 64 * 1024 * 1024;

/** Finds the parts of the workbook, or says what kind of file the zip is instead. */
export async function readWorkbookParts(zip: ZipParts): Promise<WorkbookParts> {
  const workbook = await findWorkbook(zip);
  const relationships = await readRelationships(zip, workbook);
  const parts: WorkbookParts = { date1904: false, sheets: [], sharedStrings: undefined, styles: undefined };
  await forEachElement(zip.chunks(workbook, MAX_SMALL_PART), workbook, ({ name, path, attributes }) => {
    if (name === "workbookPr") parts.date1904 = /^(1|true|on)$/i.test(attributes.get("date1904") ?? "");
    if (name !== "sheet" || path[path.length - 1] !== "sheets") return;
    const relationship = relationships.get(attributes.get("r:id") ?? "");
    // Chart sheets, dialogue sheets and macro sheets hold no table.
    if (relationship && relationship.type !== "worksheet") return;
    parts.sheets.push({
      name: attributes.get("name") ?? `Sheet${parts.sheets.length + 1}`,
      hidden: /hidden$/i.test(attributes.get("state") ?? ""),
      part: relationship?.target,
    });
  });
  for (const { type, target } of relationships.values()) {
    if (type === "sharedstrings") parts.sharedStrings = target;
    else if (type === "styles") parts.styles = target;
  }
  if (parts.sheets.length === 0) {
    throw new WorkbookError("workbook-empty", "The workbook has no worksheet. Put the table on a sheet and save it.");
  }
  return parts;
}

async function findWorkbook(zip: ZipParts): Promise<string> {
  const root = zip.has("_rels/.rels") ? await readRelationships(zip, "") : new Map<string, Relationship>();
  const named = [...root.values()].find(({ type }) => type === "officedocument")?.target;
  const workbook = named !== undefined && zip.has(named) ? named : "xl/workbook.xml";
  if (/\.bin$/i.test(workbook) || (!zip.has(workbook) && zip.has("xl/workbook.bin"))) {
    throw new WorkbookError(
      "workbook-xlsb",
      "The workbook is in the binary .xlsb format. Open it in Excel or LibreOffice and save it as .xlsx.",
    );
  }
  if (zip.has(workbook) && !/^(word|ppt)\//i.test(workbook)) return workbook;
  if (zip.has("content.xml") && zip.has("mimetype")) {
    throw new WorkbookError(
      "workbook-ods",
      "The file is an OpenDocument spreadsheet (.ods). Open it in LibreOffice or Excel and save it as .xlsx.",
    );
  }
  throw damaged("it holds no workbook part, so it may be another kind of zip file");
}

/** The relationships of a part ("" for the package), by id, with targets as names inside the package. */
async function readRelationships(zip: ZipParts, source: string): Promise<Map<string, Relationship>> {
  const slash = source.lastIndexOf("/") + 1;
  const folder = source.slice(0, slash);
  const part = `${folder}_rels/${source.slice(slash)}.rels`;
  const relationships = new Map<string, Relationship>();
  await forEachElement(zip.chunks(part, MAX_SMALL_PART), part, ({ name, attributes }) => {
    if (name !== "Relationship" || /^external$/i.test(attributes.get("TargetMode") ?? "")) return;
    const type = attributes.get("Type") ?? "";
    relationships.set(attributes.get("Id") ?? "", {
      type: type.slice(type.lastIndexOf("/") + 1).toLowerCase(),
      target: resolveTarget(folder, attributes.get("Target") ?? ""),
    });
  });
  return relationships;
}

/** Resolves a target, absolute or relative to the folder of the part that names it. */
function resolveTarget(folder: string, target: string): string {
  const path = target.replaceAll("\\", "/");
  const segments: string[] = [];
  for (const segment of (path.startsWith("/") ? path : folder + path).split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(decodePercent(segment));
  }
  return segments.join("/");
}

function decodePercent(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
