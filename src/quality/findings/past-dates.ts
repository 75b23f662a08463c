import { raw, sql } from "../../engine/sql.js";
import { describedRecords } from "../described-records.js";
import { type FindingKind, many, texts } from "../finding.js";

export const pastDates: FindingKind = {
  code: "past-dates",
  severity: "warning",
  meaning: "Records before 1970: a placeholder or a slip, hardly a sale.",
  async find({ engine, book }) {
    const early = sql`FROM transactions WHERE state < 2 AND day < DATE '1970-01-01'`;
    const { count } = await engine.row<{ count: number }>(sql`SELECT count(*) AS count ${early}`);
    if (count === 0) return [];
    return [
      {
        file: null,
        count,
        message: `${many(count, "record")} before 1970.`,
        advice: "Mend the dates, or leave them out with --since.",
        examples: await texts(engine, describedRecords(book, early, raw("day"))),
      },
    ];
  },
};
