import type { DataValidation, Worksheet } from "exceljs";
import { HEAD_STYLE } from "./sheet-style.js";
import { stampZip } from "./stamp-zip.js";

/** A column of a sheet to fill in. */
export interface FormColumn {
  readonly header: string;
  /** Shown beside a cell of it that is being filled in. */
  readonly hint: string;
  readonly type: "text" | "number" | "date";
  /** The answers that a drop-down offers. */
  readonly choices?: readonly string[];
  /** Whole numbers from and to; a drop-down offers them. */
  readonly scale?: readonly [number, number];
}

export interface Form {
  readonly sheet: string;
  readonly columns: readonly FormColumn[];
  /** What is said where a cell is filled with something else. */
  readonly refused: string;
}

/** Rows that have drop-downs. */
const ROWS = 1000;
/** The sheet with the lists of the drop-downs; hidden, so that it is not read as data. */
const LISTS = "lists";
const FORMATS = { text: "@", number: "0", date: "yyyy-mm-dd" } as const;

/** Writes a sheet to fill in, one row a person, with drop-downs. Equal forms give equal bytes. */
export async function writeForm(path: string, { sheet: name, columns, refused }: Form): Promise<void> {
  const { default: Excel } = await import("exceljs");
  const workbook = new Excel.Workbook();
  const when = new Date("2000-01-01T00:00:00Z");
  Object.assign(workbook, { creator: "crm", lastModifiedBy: "crm", created: when, modified: when });
  const sheet = workbook.addWorksheet(name, { views: [{ state: "frozen", xSplit: 1, ySplit: 1 }] });
  const lists = workbook.addWorksheet(LISTS, { state: "hidden" });
  sheet.columns = columns.map(({ header, type }) => ({
    header,
    width: Math.min(28, Math.max(12, header.length)),
    style: { numFmt: FORMATS[type] },
  }));
  const head = sheet.getRow(1);
  for (let index = 1; index <= columns.length; index++) {
    head.getCell(index).style = { ...HEAD_STYLE, alignment: { vertical: "top", wrapText: true } };
  }
  for (const [index, column] of columns.entries()) {
    const offered = offeredBy(column);
    const letter = sheet.getColumn(index + 1).letter;
    for (const [row, one] of offered.entries()) lists.getCell(row + 1, index + 1).value = one;
    const prompt = { showInputMessage: true, promptTitle: column.header.slice(0, 32), prompt: column.hint };
    if (offered.length === 0) continue;
    validate(sheet, `${letter}2:${letter}${ROWS + 1}`, {
      type: "list",
      allowBlank: true,
      formulae: [`${LISTS}!$${letter}$1:$${letter}$${offered.length}`],
      showErrorMessage: true,
      errorStyle: "stop",
      error: refused,
      ...prompt,
    });
  }
  await workbook.xlsx.writeFile(path);
  await stampZip(path);
}

const offeredBy = ({ choices, scale }: FormColumn): readonly (string | number)[] =>
  choices ?? (scale === undefined ? [] : Array.from({ length: scale[1] - scale[0] + 1 }, (_, at) => scale[0] + at));

/** One rule for a range; exceljs's types know rules of single cells only, which would be thousands. */
function validate(sheet: Worksheet, range: string, rule: DataValidation): void {
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add(range: string, rule: DataValidation): void };
  };
  dataValidations.add(range, rule);
}
