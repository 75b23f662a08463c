import { identifier, sql } from "../../engine/sql.js";
import { guardedText } from "../../output/formula-guard.js";
import { type FindingKind, type Hit, MOST_EXAMPLES, many, texts } from "../finding.js";

export const formulaNames: FindingKind = {
  code: "formula-names",
  severity: "warning",
  meaning: "Names that a spreadsheet would run as a formula. Files written by crm keep them from running.",
  async find({ engine, imported }) {
    const hits: Hit[] = [];
    for (const file of imported) {
      const field = file.role === "customers" ? "name" : "customer_name";
      const fields = file.transactions?.fields ?? file.customers?.fields ?? [];
      if (!fields.includes(field)) continue;
      const column = identifier(field);
      const running = sql`FROM ${identifier(file.table)} WHERE state < 10 AND ${guardedText({}, column)} <> ${column}`;
      const { count } = await engine.row<{ count: number }>(sql`SELECT count(DISTINCT ${column}) AS count ${running}`);
      if (count === 0) continue;
      hits.push({
        file: file.name,
        count,
        message: `${many(count, "name")} that a spreadsheet would run as a formula.`,
        advice: "Do not open the export itself in a spreadsheet; outputs of crm are safe.",
        examples: await texts(
          engine,
          sql`SELECT DISTINCT ${column} AS name ${running} ORDER BY name LIMIT ${MOST_EXAMPLES}`,
        ),
      });
    }
    return hits;
  },
};
