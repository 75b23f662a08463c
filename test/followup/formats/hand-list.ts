import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Engine } from "../../../src/engine/engine.js";
import { identifier, join, raw, type SqlValue, sql } from "../../../src/engine/sql.js";
import { CALLS, LIST } from "../../../src/followup/call-list.js";
import { callColumns } from "../../../src/followup/columns.js";
import { callListFormats } from "../../../src/followup/formats/index.js";
import { formatNamed } from "../../../src/output/formats.js";
import { resultOf, SUMMARY, useEngineAndFolder } from "../../output/sample.js";

export type Call = Readonly<Record<string, SqlValue>>;

const FURTHER = [
  ...[
    "call_id",
    "play_title",
    "phone_e164",
    "country",
    "region",
    "city",
    "postal_code",
    "address",
    "gender",
    "birth_date",
  ],
  ...["language", "time_zone", "window_start", "window_end", "campaign", "phase"],
];
const TYPES = { text: "VARCHAR", integer: "BIGINT", money: "DECIMAL(18, 2)", share: "DOUBLE", date: "DATE" } as const;

const columns: readonly (readonly [name: string, type: string])[] = [
  ...callColumns("EUR").map(({ name, type }) => [name, TYPES[type as keyof typeof TYPES]] as const),
  ...FURTHER.map((name) => [name, "VARCHAR"] as const),
  ["margin", "DOUBLE"],
  ["deadline", "DATE"],
];

/** What a row is unless it says otherwise; the rank is its place. */
const USUAL: Call = {
  name: "Jo Doe",
  phone: "030 901820",
  phone_e164: "+4930901820",
  email: "jo@example.com",
  channel: "phone",
  owner: "Ann",
  due: "2026-11-30",
  window: "09:00-17:00",
  stage: "after_sales",
  play: "post_sale_check",
  play_title: "Post-sale check",
  reason: "bought 5 days ago",
  talking_points: "ask how it runs\noffer the manual",
  time_zone: "Europe/Berlin",
  window_start: "09:00",
  window_end: "17:00",
};

const FACTS: Call = {
  list_id: "L1",
  as_of: "2026-11-28",
  first_day: "2026-11-30",
  last_day: "2026-12-04",
  time_zone: "Europe/Berlin",
  working_from: "08:00",
  working_to: "16:30",
  campaign: null,
  phase: null,
  currency: "EUR",
};

/** Fills the tables of a list by hand: every row is the usual one but for what it says. */
export async function fillList(engine: Engine, calls: readonly Call[], facts: Call = {}): Promise<void> {
  await engine.run(
    sql`CREATE OR REPLACE TABLE ${raw(CALLS)} (${join(
      columns.map(([name, type]) => sql`${identifier(name)} ${raw(type)}`),
    )})`,
  );
  for (const [index, given] of calls.entries()) {
    const row = { ...USUAL, rank: index + 1, customer_id: `C${index + 1}`, call_id: `L1-${index + 1}`, ...given };
    const names = join(Object.keys(row).map(identifier));
    const values = join(Object.values(row).map((value) => sql`${value}`));
    await engine.run(sql`INSERT INTO ${raw(CALLS)} (${names}) VALUES (${values})`);
  }
  const list = { ...FACTS, ...facts };
  const cells = Object.entries(list).map(([name, value]) => sql`${value}::VARCHAR AS ${identifier(name)}`);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(LIST)} AS
    SELECT * REPLACE (as_of::DATE AS as_of) FROM (SELECT ${join(cells)})`);
}

/** An engine and a folder, in which a list is filled and written in a format. */
export function useList() {
  const held = useEngineAndFolder();
  const notes: string[] = [];
  return Object.assign(held, {
    notes,
    async write(format: string, calls: readonly Call[], facts: Call = {}, minutes?: number): Promise<string> {
      notes.length = 0;
      await fillList(held.engine, calls, facts);
      const path = held.path(`out-${format}`);
      const chosen = formatNamed(format, { own: callListFormats(minutes) });
      const note = (sentence: string) => notes.push(sentence);
      await chosen.write({ engine: held.engine, result: resultOf(SUMMARY), path, bom: true, note });
      return readFileSync(path, "utf8");
    },
  });
}

/** CSV with a header, by an independent parser. */
export const records = (text: string): Record<string, string>[] => parse(text, { columns: true });
/** CSV without a header, by an independent parser. */
export const bare = (text: string): string[][] => parse(text);

/** Texts that have broken importers: quotes, delimiters, line ends, scripts, formulas, other alphabets. */
export const AWKWARD = [
  `Müller, "Söhne" & Co`,
  "O'Brien; Ltd\\x",
  "two\nlines\r\nand\ttab",
  "王小明 🎉 名前",
  "<script>alert(1)</script>",
  "=cmd()|'/C calc'!A0",
  "a|b,c;d",
];
