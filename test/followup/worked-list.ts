import { readFileSync, writeFileSync } from "node:fs";
import Excel from "exceljs";
import { createRandom } from "../../src/math/random.js";

/** A row of the sheet of listings, as JSON has it. */
export interface Listing {
  readonly customer_id: string;
  readonly arm: "listed" | "control";
  readonly play: string;
}

const DAY = 86_400_000;
const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** What the staff writes into a list that they work through, and how often: the shares of 100. */
const OUTCOMES: readonly (readonly [label: string, share: number])[] = [
  ["won", 15],
  ["talked", 30],
  ["not now", 10],
  ["call back", 10],
  ["do not contact", 5],
  ["wrong number", 5],
  ["no answer", 25],
];

/** What was written into the rows of a list, by customer. */
export type Written = ReadonlyMap<
  string,
  { readonly outcome: string; readonly next: string | null; readonly on: string }
>;

/** Fills a call list as its staff would, the same for a seed, but for every tenth row, which nobody came to. */
export async function fillList(path: string, filled: string, seed: number): Promise<Written> {
  const workbook = new Excel.Workbook();
  await workbook.xlsx.readFile(path);
  const sheet = workbook.getWorksheet("Call list")!;
  const heads = (sheet.getRow(1).values as string[]).map((head) => String(head));
  const at = (name: string): number => heads.indexOf(name);
  const random = createRandom(seed);
  const written = new Map<string, { outcome: string; next: string | null; on: string }>();
  for (let number = 2; number <= sheet.rowCount; number += 1) {
    const row = sheet.getRow(number);
    const customer = row.getCell(at("customer_id")).text;
    const draw = random.uniform() * 100;
    if (customer === "" || number % 10 === 0) continue;
    let sum = 0;
    const [outcome] = OUTCOMES.find(([, share]) => {
      sum += share;
      return draw < sum;
    })!;
    const on = (row.getCell(at("due")).value as Date).toISOString().slice(0, 10);
    const next = outcome === "call back" ? dayAfter(on, 25) : null;
    row.getCell(at("contacted_at")).value = new Date(`${on}T00:00:00Z`);
    row.getCell(at("outcome")).value = outcome;
    if (outcome === "won") row.getCell(at("amount")).value = 100;
    if (next !== null) row.getCell(at("next_at")).value = new Date(`${next}T00:00:00Z`);
    if (row.getCell(at("play")).text === "post_sale_check" && outcome === "talked") {
      row.getCell(at("satisfied")).value = 4;
      row.getCell(at("defect")).value = "lid does not close";
    }
    written.set(customer, { outcome, next, on });
  }
  await workbook.xlsx.writeFile(filled);
  return written;
}

/**
 * Writes the purchases of the days after a list: of those kept aside at one rate and of those listed at another, so that the
 * lift is known. Who buys is drawn with the seed, by customer in order, so that it does not depend on the order of the list.
 */
export function writePurchases(
  path: string,
  listings: readonly Listing[],
  {
    listedOn,
    seed,
    rate,
    lift,
  }: { readonly listedOn: string; readonly seed: number; readonly rate: number; readonly lift: number },
): { readonly listed: readonly number[]; readonly control: readonly number[] } {
  const random = createRandom(seed);
  const counts = { listed: [0, 0], control: [0, 0] };
  const lines = ["Order ID,Customer ID,Order Date,Line Total"];
  for (const { customer_id, arm } of listings.toSorted((one, other) =>
    one.customer_id < other.customer_id ? -1 : 1,
  )) {
    const buys = random.uniform() < rate + (arm === "listed" ? lift : 0);
    const day = dayAfter(listedOn, 10 + Math.floor(random.uniform() * 20));
    counts[arm][1]! += 1;
    if (!buys) continue;
    counts[arm][0]! += 1;
    lines.push(`P${listedOn}-${customer_id},${customer_id},${day},${(50 + random.uniform() * 100).toFixed(2)}`);
  }
  writeFileSync(path, `${lines.join("\n")}\n`);
  return counts;
}

// biome-ignore lint/suspicious/noExplicitAny: results are looked into from all sides
export const readResult = (path: string): any => JSON.parse(readFileSync(path, "utf8"));
