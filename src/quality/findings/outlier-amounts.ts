import { raw, sql } from "../../engine/sql.js";
import { describedRecords } from "../described-records.js";
import { type FindingKind, many, texts } from "../finding.js";

/** Fewer purchases than these have no outliers. */
const FEWEST = 20;
/** Interquartile ranges beyond the upper quartile (Tukey's outer fence), on the logarithm, as amounts are skewed. */
const RANGES = 3;
/** And at least so many times the median, for files in which nearly all amounts are equal. */
const TIMES_MEDIAN = 10;

export const outlierAmounts: FindingKind = {
  code: "outlier-amounts",
  severity: "warning",
  meaning:
    "Purchases far above the others: beyond Tukey's outer fence of the logarithm of the amounts, and ten times their median.",
  async find({ engine, book }) {
    const purchases = sql`FROM transactions WHERE state = 0 AND amount > 0`;
    const found = await engine.row<{ count: number; lower: number; median: number; upper: number }>(sql`
      SELECT count(*) AS count, quantile_cont(ln(amount::DOUBLE), 0.25) AS lower,
        quantile_cont(ln(amount::DOUBLE), 0.5) AS median, quantile_cont(ln(amount::DOUBLE), 0.75) AS upper ${purchases}`);
    if (found.count < FEWEST) return [];
    const fence = Math.max(
      Math.exp(found.upper + RANGES * (found.upper - found.lower)),
      TIMES_MEDIAN * Math.exp(found.median),
    );
    const beyond = sql`${purchases} AND amount > ${raw(fence.toFixed(4))}`;
    const { count } = await engine.row<{ count: number }>(sql`SELECT count(*) AS count ${beyond}`);
    if (count === 0) return [];
    return [
      {
        file: null,
        count,
        message: `${many(count, "amount")} far above the others (more than ${fence.toFixed(2)}, where the median is ${Math.exp(found.median).toFixed(2)}).`,
        advice: "Make sure they are sales and not slips or totals.",
        examples: await texts(engine, describedRecords(book, beyond, raw("amount DESC"))),
      },
    ];
  },
};
