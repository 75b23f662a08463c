import type { Column } from "../../../src/columns/column.js";
import type { Engine } from "../../../src/engine/engine.js";
import { identifier, join, literal, raw, type Sql, sql } from "../../../src/engine/sql.js";
import { CALLS, LIST, LISTINGS, SUPPRESSED } from "../../../src/followup/call-list.js";
import { callColumns, listingColumns, SUPPRESSED_COLUMNS } from "../../../src/followup/columns.js";
import { callListWorkbook } from "../../../src/followup/workbook/call-list-workbook.js";
import type { Result, ResultTable } from "../../../src/output/result.js";

type Values = Readonly<Record<string, string | number | null>>;

const text = (name: string): Column => ({ name, type: "text", description: `The ${name}.` });
const FURTHER_CALL_COLUMNS: readonly Column[] = [
  ...["call_id", "play_title", "phone_e164", "country", "region", "city", "postal_code", "address", "gender"].map(text),
  ...["birth_date", "language", "time_zone", "window_start", "window_end", "campaign", "phase"].map(text),
  { name: "margin", type: "share", description: "" },
  { name: "deadline", type: "date", description: "" },
];
const LIST_COLUMNS: readonly Column[] = [
  text("list_id"),
  ...["as_of", "first_day", "last_day"].map((name): Column => ({ name, type: "date", description: "" })),
  ...["time_zone", "working_from", "working_to", "campaign", "phase", "currency"].map(text),
];

/** A call of the list: a phone call that is due on the first day, unless said otherwise. */
export const call = (rank: number, more: Values = {}): Values => ({
  rank,
  customer_id: `C${String(rank).padStart(4, "0")}`,
  name: `Customer ${rank}`,
  contact: null,
  phone: `+44 7700 900${String(rank % 1000).padStart(3, "0")}`,
  email: `c${rank}@example.com`,
  channel: "phone",
  owner: "Ada",
  due: "2026-03-31",
  window: "09:00-17:00",
  stage: "after_sales",
  play: "post_sale",
  play_title: "Post-sale check",
  reason: `Bought ${rank} days ago for 120.00 EUR`,
  talking_points: "Ask how it works\nSay thank you",
  expected_value: 12.5,
  uplift: 0.05,
  value_at_stake: 250,
  cost: 6.5,
  segment: "Champions",
  loyalty_class: "habitual",
  value_group: "vip",
  last_purchase: "2026-03-25",
  last_contact: null,
  attempts: 0,
  other_reasons: null,
  call_id: `L1-${rank}`,
  time_zone: "Europe/London",
  ...more,
});

/** The name of a list that was made as of 2026-03-30; the other names here say no day. */
export const LIST_ID = "L20260330-0a1b2c";

/** The listing of a call; with `control` that of a customer who was kept aside. */
export const listing = (one: Values, arm: "listed" | "control" = "listed"): Values => ({
  ...one,
  list_id: one.list_id ?? "L1",
  date: one.date ?? "2026-03-30",
  arm,
  campaign: "spring",
  phase: "launch",
});

export interface MadeList {
  readonly calls: readonly Values[];
  readonly control?: readonly Values[];
  readonly suppressed?: readonly Values[];
  readonly further?: readonly ResultTable[];
}

/** Makes the tables of a call list in the engine and gives the result that a format gets with them. */
export async function makeList(engine: Engine, { calls, control = [], suppressed = [], further = [] }: MadeList) {
  const list = {
    list_id: "L1",
    as_of: "2026-03-30",
    first_day: "2026-03-30",
    last_day: "2026-04-03",
    time_zone: "Europe/London",
    working_from: "09:00",
    working_to: "17:00",
    campaign: "spring",
    phase: "launch",
    currency: "EUR",
  };
  const listings = [...calls.map((one) => listing(one)), ...control.map((one) => listing(one, "control"))];
  await fill(engine, CALLS, [...callColumns("EUR"), ...FURTHER_CALL_COLUMNS], calls);
  await fill(engine, LISTINGS, listingColumns("EUR"), listings);
  await fill(engine, SUPPRESSED, SUPPRESSED_COLUMNS, suppressed);
  await fill(engine, LIST, LIST_COLUMNS, [list]);
  const result: Result = {
    schemaVersion: 1,
    command: "followup",
    asOf: "2026-03-30",
    meta: {},
    main: { name: "calls", title: "Call list", columns: callColumns("EUR"), query: sql`FROM ${raw(CALLS)}` },
    further,
  };
  return result;
}

/** Writes a list as a workbook. */
export async function writeList(engine: Engine, path: string, list: MadeList): Promise<void> {
  await callListWorkbook.write({ engine, result: await makeList(engine, list), path });
}

const TYPES: Readonly<Record<Column["type"], string>> = {
  text: "VARCHAR",
  integer: "BIGINT",
  number: "DOUBLE",
  share: "DOUBLE",
  money: "DECIMAL(18, 4)",
  date: "DATE",
  boolean: "BOOLEAN",
};

async function fill(engine: Engine, table: string, columns: readonly Column[], rows: readonly Values[]) {
  const typed = columns.map(({ name, type }) => sql`${identifier(name)} ${raw(TYPES[type])}`);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} (${join(typed)})`);
  const value = (cell: string | number | null | undefined): Sql =>
    cell === null || cell === undefined ? raw("NULL") : typeof cell === "number" ? raw(String(cell)) : literal(cell);
  for (let at = 0; at < rows.length; at += 500) {
    const values = rows.slice(at, at + 500).map((row) => sql`(${join(columns.map(({ name }) => value(row[name])))})`);
    await engine.run(sql`INSERT INTO ${raw(table)} VALUES ${join(values)}`);
  }
}
