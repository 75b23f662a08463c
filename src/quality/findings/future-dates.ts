import { literal, raw, sql } from "../../engine/sql.js";
import { describedRecords } from "../described-records.js";
import { type FindingKind, many, type QualityContext, texts } from "../finding.js";

/** Fewer records than these say nothing about which day is too late. */
const FEWEST = 10;
const QUANTILE = 0.999;
const DAYS = 365;

/**
 * Without a clock the day is judged by the others: too late is more than a year after the day that 99.9 % of the
 * records do not exceed (in small files: all but one). With `--as-of`, what lies after it is too late.
 */
export const futureDates: FindingKind = {
  code: "future-dates",
  severity: "warning",
  meaning:
    "Records after --as-of; without it, more than a year after the day that 99.9 % of the records do not exceed.",
  async find(context) {
    const { engine, book, asOf } = context;
    const limit = asOf ?? (await latestPlausible(context));
    if (limit === null) return [];
    const late = sql`FROM transactions WHERE state < 2 AND day > DATE ${literal(limit)}`;
    const { count } = await engine.row<{ count: number }>(sql`SELECT count(*) AS count ${late}`);
    if (count === 0) return [];
    const what =
      asOf === null ? `more than a year after nearly all others (later than ${limit})` : `after ${asOf} (--as-of)`;
    return [
      {
        file: null,
        count,
        message: `${many(count, "record")} ${what}.`,
        advice:
          asOf === null
            ? "Mend the dates, or set --as-of: the last day decides how recent a customer is."
            : "They are set aside as after-as-of.",
        examples: await texts(engine, describedRecords(book, late, raw("day DESC"))),
      },
    ];
  },
};

async function latestPlausible({ engine }: QualityContext): Promise<string | null> {
  const { records } = await engine.row<{ records: number }>(
    sql`SELECT count(*) AS records FROM transactions WHERE state < 2`,
  );
  if (records < FEWEST) return null;
  const share = Math.min(QUANTILE, (records - 1.5) / records);
  const { day } = await engine.row<{ day: string | null }>(sql`
    SELECT (quantile_disc(day, ${raw(share.toFixed(9))}) + ${raw(String(DAYS))})::DATE::VARCHAR AS day
    FROM transactions WHERE state < 2`);
  return day;
}
