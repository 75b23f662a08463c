import { raw, sql } from "../../engine/sql.js";
import { purchaseDaysOf } from "../purchase-days-of.js";
import type { Scorecard } from "../scorecard.js";
import { turningPoints } from "./turning-points.js";

/** The rhythm in which customers buy. */
export interface Rhythm {
  /**
   * Table with one row a customer and day of purchase, as of `createPurchaseDays`, and `is_return`: the customer had been
   * slipping or lapsed on the day before.
   */
  readonly days: string;
  /** Table by `number` and `since_first` of a purchase: `own_gap`, `slips_after` and `lapses_after` in days. */
  readonly turns: string;
  /** Median over customers with two days of purchase of their mean gap, in days; that of the rules where there is none. */
  readonly usualGap: number;
  /** Whether `usualGap` is of these customers. */
  readonly isKnown: boolean;
}

/**
 * Works out when every history that occurs up to a day turns. P(alive) of days before it is by the fit as of the day, so that
 * every customer's own past is seen with the same eyes as its present; nothing that came after the day is looked at.
 */
export async function createRhythm(card: Scorecard, day: string): Promise<Rhythm> {
  const { book, rules } = card;
  const { engine } = book;
  const { stages } = rules.lifecycle;
  const alive = await card.alive(day);
  const [days, turns] = ["days", "turns"].map((name) => `lifecycle_${name}_${day.replaceAll("-", "")}`) as [
    string,
    string,
  ];
  await purchaseDaysOf(card, day, days);
  const { usual } = await engine.row<{ usual: number | null }>(sql`
    SELECT quantile_cont(recency_tx / repeat_purchases, 0.5)::DOUBLE AS usual FROM ${raw(alive.table)} WHERE repeat_purchases > 0`);
  const usualGap = usual ?? stages.unknownGapDays;
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(turns)}
    (number INTEGER, since_first INTEGER, own_gap DOUBLE, slips_after INTEGER, lapses_after INTEGER)`);
  const appender = await engine.appender(turns);
  const distinct = sql`SELECT DISTINCT number, since_first FROM ${raw(days)} ORDER BY ALL`;
  for await (const rows of engine.batches(distinct)) {
    for (const [number, sinceFirst] of rows as [number, number][]) {
      const turn = turningPoints(number, sinceFirst, usualGap, stages, alive.chance);
      appender.integer(number);
      appender.integer(sinceFirst);
      appender.double(turn.ownGap);
      appender.integer(turn.slipsAfter);
      appender.integer(turn.lapsesAfter);
      appender.endRow();
    }
  }
  appender.close();
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(days)} AS
    SELECT d.customer_id, d.number, d.day, coalesce(d.since_first - d.previous_since_first > t.slips_after, false) AS is_return
    FROM ${raw(days)} d LEFT JOIN ${raw(turns)} t ON t.number = d.previous_number AND t.since_first = d.previous_since_first`);
  return { days, turns, usualGap, isKnown: usual !== null };
}
