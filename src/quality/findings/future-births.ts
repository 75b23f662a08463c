import { identifier, literal, sql } from "../../engine/sql.js";
import { customerReading } from "../../ingest/customer-readings.js";
import { type FindingKind, MOST_EXAMPLES, many, texts } from "../finding.js";

export const futureBirths: FindingKind = {
  code: "future-births",
  severity: "warning",
  meaning: "Days of birth after --as-of; without it, after the last transaction's day. They count as not known.",
  async find({ engine, book, asOf }) {
    if (!book.customerFields.has("birth_date")) return [];
    const { last } = await engine.row<{ last: string | null }>(
      sql`SELECT max(day)::VARCHAR AS last FROM transactions WHERE state < 2`,
    );
    const limit = asOf ?? last;
    const column = identifier("birth_date");
    const reading = await customerReading(engine, sql`customers`, "birth_date", column);
    if (limit === null || reading === null) return [];
    const latest = reading.kind === "date" ? sql`DATE ${literal(limit)}` : sql`year(DATE ${literal(limit)})`;
    const late = sql`FROM customers WHERE ${reading.value} > ${latest}`;
    const { count } = await engine.row<{ count: number }>(sql`SELECT count(*) AS count ${late}`);
    if (count === 0) return [];
    return [
      {
        file: null,
        count,
        message: `${many(count, "customer")} born after ${limit}.`,
        advice: "Mend the days of birth; ages leave them out.",
        examples: await texts(
          engine,
          sql`SELECT DISTINCT birth_date ${late} ORDER BY birth_date LIMIT ${MOST_EXAMPLES}`,
        ),
      },
    ];
  },
};
