import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import Excel from "exceljs";
import { afterAll } from "vitest";
import { customerColumns } from "../../src/demo/customers.js";
import type { DemoSettings, Flavour, Lang } from "../../src/demo/demo-settings.js";
import { INTERACTION_COLUMNS } from "../../src/demo/interactions.js";
import { OPPORTUNITY_COLUMNS } from "../../src/demo/opportunities.js";
import { CONTACT_COLUMNS } from "../../src/demo/people.js";
import { REFERRAL_COLUMNS } from "../../src/demo/referrals.js";
import { RESPONSE_COLUMNS } from "../../src/demo/responses.js";
import type { TableColumn } from "../../src/demo/table.js";
import { transactionColumns } from "../../src/demo/transactions.js";
import { writeDemo } from "../../src/demo/write-demo.js";
import type { Role } from "../../src/ingest/field.js";

/** A record by field, every cell as text; an empty cell is "". */
export type TextRow = Readonly<Record<string, string>>;

/** The columns of every file, by role. */
export const columnsByRole = (flavour: Flavour): Partial<Record<Role, readonly TableColumn[]>> => ({
  customers: customerColumns(flavour),
  transactions: transactionColumns(flavour),
  interactions: INTERACTION_COLUMNS,
  referrals: REFERRAL_COLUMNS,
  responses: RESPONSE_COLUMNS,
  ...(flavour === "b2b" ? { contacts: CONTACT_COLUMNS, opportunities: OPPORTUNITY_COLUMNS } : {}),
});

/** Folders that are gone when the tests of a file are done. */
export function useDemoFolders(): () => string {
  const made: string[] = [];
  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), "crm-demo-test-"));
    made.push(folder);
    return folder;
  };
}

/** A sample company read back from its files, by readers that are not the program's own. */
export async function readCompany(folder: string, settings: DemoSettings) {
  await writeDemo(folder, settings);
  const tables: Record<string, readonly TextRow[]> = {};
  for (const [role, columns] of Object.entries(columnsByRole(settings.flavour))) {
    tables[role] = await readTable(folder, role, columns, settings.lang);
  }
  return { tables: tables as Record<Role, readonly TextRow[]>, truth: readTruth(folder) };
}

// biome-ignore lint/suspicious/noExplicitAny: truth.json is looked into from all sides
export const readTruth = (folder: string): any => JSON.parse(readFileSync(join(folder, "truth.json"), "utf8"));

async function readTable(
  folder: string,
  name: string,
  columns: readonly TableColumn[],
  lang: Lang,
): Promise<readonly TextRow[]> {
  const csv = join(folder, `${name}.csv`);
  const [head, ...rows] = existsSync(csv)
    ? (parse(readFileSync(csv)) as string[][])
    : await readSheet(join(folder, `${name}.xlsx`));
  const headers = columns.map((column) => column.header[lang === "en" ? 0 : 1]);
  if (head!.join() !== headers.join()) throw new Error(`${name} has the headers ${head!.join()}`);
  return rows.map((row) => Object.fromEntries(columns.map(({ field }, index) => [field, row[index]!])));
}

async function readSheet(path: string): Promise<string[][]> {
  const book = new Excel.Workbook();
  await book.xlsx.readFile(path);
  const sheet = book.worksheets[0]!;
  const rows: string[][] = [];
  sheet.eachRow((row) => {
    rows.push(
      Array.from({ length: sheet.columnCount }, (_, index) => {
        const { value } = row.getCell(index + 1);
        return value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? "");
      }),
    );
  });
  return rows;
}
