import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { Engine } from "../engine/engine.js";
import { raw, sql } from "../engine/sql.js";
import { type FollowupRules, isTimeZone } from "../rules/followup-rules.js";
import { callingHours } from "./calling-hours.js";
import { countryOf } from "./country-of.js";

/** Table of telephone numbers as written: `phone`, `country`, `e164` (null where there can be no such number). */
export const PHONES = "followup_phones";
/** Table of the hours of customers: `time_zone` (as written), `country`, `day`, `zone` (IANA), `is_known`, `opens`, `closes`. */
export const HOURS = "followup_hours";

/**
 * Makes the table of the numbers that a query yields (`phone`, `country`), as libphonenumber-js reads them: possible ones in
 * E.164, others with none. A number without a country code is of the customer's country, else of the rules'.
 */
export async function createPhones(
  engine: Engine,
  numbers: ReturnType<typeof raw>,
  rules: FollowupRules,
): Promise<void> {
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(PHONES)} (phone VARCHAR, country VARCHAR, e164 VARCHAR)`);
  const appender = await engine.appender(PHONES);
  for await (const batch of engine.batches(
    sql`SELECT DISTINCT phone, country FROM (${numbers}) WHERE phone IS NOT NULL ORDER BY ALL`,
  )) {
    for (const [phone, country] of batch as (string | null)[][]) {
      appender.text(phone!);
      appender.text(country ?? null);
      appender.text(possibleNumber(phone!, country ?? rules.country));
      appender.endRow();
    }
  }
  appender.close();
}

/** The number in E.164 where its length and form are possible in its country; null otherwise. */
export function possibleNumber(text: string, country: string | null): string | null {
  const trimmed = text.trim().replace(/^00(?=[1-9])/, "+");
  try {
    const number = parsePhoneNumberFromString(trimmed, countryOf(country));
    return number?.isPossible() === true ? number.number : null;
  } catch {
    return null;
  }
}

/** Makes the table of hours of every time zone and country that customers have, on each day of the list. */
export async function createHours(
  engine: Engine,
  facts: string,
  days: readonly string[],
  rules: FollowupRules,
): Promise<void> {
  const rows = await engine.rows<{ time_zone: string | null; country: string | null }>(
    sql`SELECT DISTINCT time_zone, country FROM ${raw(facts)} ORDER BY ALL`,
  );
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(HOURS)}
    (time_zone VARCHAR, country VARCHAR, day DATE, zone VARCHAR, is_known INTEGER, opens VARCHAR, closes VARCHAR)`);
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE followup_hours_text
    (time_zone VARCHAR, country VARCHAR, day VARCHAR, zone VARCHAR, is_known INTEGER, opens VARCHAR, closes VARCHAR)`);
  const appender = await engine.appender("followup_hours_text");
  const known = new Map<string, ReturnType<typeof callingHours>>();
  for (const { time_zone: written, country } of rows) {
    const zone = written ?? rules.timeZones[countryOf(country) ?? country ?? ""] ?? rules.timeZone;
    const isKnown = zone === null || isTimeZone(zone);
    for (const day of days) {
      const key = `${zone} ${day}`;
      if (isKnown && !known.has(key)) known.set(key, callingHours(rules, day, zone));
      const hours = isKnown ? (known.get(key) ?? null) : null;
      for (const text of [written, country, day, isKnown ? zone : null]) appender.text(text);
      appender.integer(isKnown ? 1 : 0);
      appender.text(hours?.from ?? null);
      appender.text(hours?.to ?? null);
      appender.endRow();
    }
  }
  appender.close();
  await engine.run(
    sql`INSERT INTO ${raw(HOURS)} SELECT time_zone, country, day::DATE, zone, is_known, opens, closes FROM followup_hours_text`,
  );
  await engine.run(sql`DROP TABLE followup_hours_text`);
}
