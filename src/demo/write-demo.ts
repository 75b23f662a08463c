import { join } from "node:path";
import { type Company, planCompany } from "./company.js";
import { customersTable } from "./customers.js";
import type { DemoSettings } from "./demo-settings.js";
import { interactionsTable } from "./interactions.js";
import { opportunitiesTable } from "./opportunities.js";
import { peopleTable } from "./people.js";
import { createPhones } from "./phones.js";
import { referralsTable } from "./referrals.js";
import { responsesTable } from "./responses.js";
import type { Table } from "./table.js";
import { createTotals, transactionsTable } from "./transactions.js";
import { truthText } from "./truth.js";
import { writeCsv, writeTexts } from "./write-csv.js";
import { writeWorkbook } from "./write-workbook.js";

/** A file that was written; truth.json, which is no input, has no records. */
export interface DemoFile {
  readonly name: string;
  readonly rows: number | null;
}

/** Every name that a sample company's file may have. */
export const DEMO_FILES: readonly string[] = [
  "customers.csv",
  "transactions.csv",
  "interactions.xlsx",
  "interactions.csv",
  "referrals.csv",
  "responses.csv",
  "contacts.xlsx",
  "contacts.csv",
  "opportunities.csv",
  "truth.json",
];

/** Customers from which on interactions and contacts are CSV: a workbook would be slow to write and to read. */
const LARGE = 20_000;

/**
 * Writes a sample company into an empty folder and returns what it wrote: customers, transactions, interactions, referrals
 * and responses, of a supplier of businesses contacts and opportunities too, and the truth that was planted. Equal
 * settings give equal bytes. Transactions, the largest, are written as they are made.
 */
export async function writeDemo(folder: string, settings: DemoSettings): Promise<DemoFile[]> {
  const company = planCompany(settings);
  const totals = createTotals(settings.customers);
  const phones = createPhones();
  const files: DemoFile[] = [];
  const write = async (name: string, table: Table, isWorkbook = false): Promise<void> => {
    const file = isWorkbook ? `${name}.xlsx` : `${name}.csv`;
    const path = join(folder, file);
    const rows = isWorkbook
      ? await writeWorkbook(path, name, table, company.say)
      : await writeCsv(path, table, company.say);
    files.push({ name: file, rows });
  };
  // The totals of the transactions go into the customer file.
  await write("transactions", transactionsTable(company, totals));
  await write("customers", customersTable(company, totals, phones));
  await write("interactions", interactionsTable(company), settings.customers < LARGE);
  await write("referrals", referralsTable(company));
  await write("responses", responsesTable(company));
  if (settings.flavour === "b2b") {
    await write("contacts", peopleTable(company, phones), settings.customers < LARGE);
    await write("opportunities", opportunitiesTable(company));
  }
  await writeTruth(folder, company, totals, files);
  return [...files.sort((one, other) => (one.name < other.name ? -1 : 1)), { name: "truth.json", rows: null }];
}

async function writeTruth(
  folder: string,
  company: Company,
  totals: ReturnType<typeof createTotals>,
  files: readonly DemoFile[],
): Promise<void> {
  const counts = Object.fromEntries(files.map(({ name, rows }) => [name, rows ?? 0]));
  await writeTexts(join(folder, "truth.json"), truthText(company, totals, counts));
}
