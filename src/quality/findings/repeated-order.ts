import { identifier, raw, sql } from "../../engine/sql.js";
import { ROW_STATES } from "../../ingest/row-state.js";
import { type FindingKind, type Hit, MOST_EXAMPLES, many, texts } from "../finding.js";

export const repeatedOrder: FindingKind = {
  code: "repeated-order",
  severity: "warning",
  meaning: "An order stands in several files; it counts once, as the later file has it.",
  async find({ engine, imported }) {
    const hits: Hit[] = [];
    for (const file of imported) {
      if ((file.accounting.filtered["duplicate-order"] ?? 0) === 0) continue;
      const repeated = sql`FROM ${identifier(file.table)} WHERE state = ${raw(String(ROW_STATES["duplicate-order"]))}`;
      const { count } = await engine.row<{ count: number }>(sql`SELECT count(DISTINCT order_id) AS count ${repeated}`);
      hits.push({
        file: file.name,
        count,
        message: `${many(count, "order")} that a later file has too; that one counts.`,
        advice: "Name the newest export last.",
        examples: await texts(
          engine,
          sql`SELECT DISTINCT order_id ${repeated} ORDER BY order_id LIMIT ${MOST_EXAMPLES}`,
        ),
      });
    }
    return hits;
  },
};
