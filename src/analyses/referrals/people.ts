import { buyersAmong } from "../../book/referral-summaries.js";
import type { Engine } from "../../engine/engine.js";
import { raw, sql } from "../../engine/sql.js";
import type { Scorecard } from "../scorecard.js";
import type { ReferralTree } from "./referral-tree.js";

/** What is known of somebody who recommended or was recommended. */
export interface Person {
  /** Net spend so far; null without a purchase. */
  readonly spend: number | null;
  readonly firstPurchase: string | null;
  /** A purchase is known, but lies after the day. */
  readonly isLater: boolean;
  /** Expected value over 12 months; null without a purchase. */
  readonly clv: number | null;
}

interface PersonRow extends Record<string, string | number | boolean | null> {
  readonly id: string;
  readonly spend: number | null;
  readonly first: string | null;
  readonly later: boolean;
  readonly clv: number | null;
}

const PEOPLE = "referral_people";

/** The figures of everybody in the tree, by id. */
export async function peopleOf(card: Scorecard, tree: ReferralTree): Promise<ReadonlyMap<string, Person>> {
  const { engine } = card.book;
  const [alive, clv] = [await card.alive(card.asOf), await card.clv()];
  await writeIds(engine, [...tree.generationOf.keys()]);
  const rows = await engine.rows<PersonRow>(sql`
    SELECT p.customer_id AS id, a.historic_value AS spend, a.first_purchase::VARCHAR AS first, c.clv::DOUBLE AS clv,
      a.customer_id IS NULL AND p.customer_id IN (${buyersAmong(PEOPLE)}) AS later
    FROM ${raw(PEOPLE)} p LEFT JOIN ${raw(alive.table)} a USING (customer_id) LEFT JOIN ${raw(clv.table)} c USING (customer_id)`);
  await engine.run(sql`DROP TABLE ${raw(PEOPLE)}`);
  return new Map(
    rows.map((row) => [row.id, { spend: row.spend, firstPurchase: row.first, isLater: row.later, clv: row.clv }]),
  );
}

async function writeIds(engine: Engine, ids: readonly string[]): Promise<void> {
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(PEOPLE)} (customer_id VARCHAR)`);
  const appender = await engine.appender(PEOPLE);
  for (const id of ids) {
    appender.text(id);
    appender.endRow();
  }
  appender.close();
}
