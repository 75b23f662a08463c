import { existsSync, readFileSync } from "node:fs";
import type { History, Spend } from "../../../src/models/index.js";

const file = new URL("../../../../shared/data/cdnow-sample.csv", import.meta.url);

/** The CDNOW sample lies beside the repository where the project is built; it is not ours to ship. */
export const cdnowIsPresent = existsSync(file);

const DAY = 86_400_000;

/**
 * Histories and repeat spend of all 2,357 customers up to 1997-09-30, times in units of `days` days, and the number of
 * purchase days of each after that, to 1998-06-30.
 */
export const readCdnow = (days: number): { histories: History[]; spends: Spend[]; later: number[] } => {
  const end = Date.parse("1997-09-30");
  const purchases = new Map<string, Map<number, number>>();
  const [header, ...lines] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  const names = header!.split(",");
  const column = (name: string): number => names.indexOf(name);
  for (const line of lines) {
    const cells = line.split(",");
    const date = Date.parse(cells[column("date")]!);
    const customer = cells[column("customer_id")]!;
    const byDay = purchases.get(customer) ?? new Map<number, number>();
    purchases.set(customer, byDay);
    byDay.set(date, (byDay.get(date) ?? 0) + Number(cells[column("amount")]));
  }
  const histories: History[] = [];
  const spends: Spend[] = [];
  const later: number[] = [];
  for (const byDay of purchases.values()) {
    const all = [...byDay.keys()].sort((one, other) => one - other);
    const dates = all.filter((date) => date <= end);
    later.push(all.length - dates.length);
    const first = dates[0]!;
    const frequency = dates.length - 1;
    histories.push({
      frequency,
      recency: (dates[frequency]! - first) / DAY / days,
      age: (end - first) / DAY / days,
    });
    const repeat = dates.slice(1).map((date) => byDay.get(date)!);
    const sum = repeat.reduce((total, amount) => total + amount, 0);
    spends.push({ frequency, meanSpend: frequency === 0 ? 0 : sum / frequency });
  }
  return { histories, spends, later };
};
