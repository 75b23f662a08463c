import type { HistoryTable } from "../../models/index.js";

/** The least data on which purchase models mean something. */
export interface GateLimits {
  readonly days: number;
  readonly customers: number;
  readonly repeaters: number;
}

export const DEFAULT_GATES: GateLimits = { days: 90, customers: 100, repeaters: 30 };

/** A limit that the data do not reach. */
export interface Gate {
  readonly name: string;
  readonly found: number;
  readonly needed: number;
}

/** The gates that the data fail, each with what was found and what is needed. */
export function failedGates(table: HistoryTable, days: number, limits: GateLimits): Gate[] {
  let repeaters = 0;
  for (let row = 0; row < table.count.length; row += 1) if (table.frequency[row]! > 0) repeaters += table.count[row]!;
  const gates: Gate[] = [
    { name: "days of data", found: days, needed: limits.days },
    { name: "customers with a purchase", found: table.customers, needed: limits.customers },
    { name: "customers who bought again", found: repeaters, needed: limits.repeaters },
  ];
  return gates.filter((gate) => gate.found < gate.needed);
}
