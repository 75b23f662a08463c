import { identifier, sql } from "../../engine/sql.js";
import { type FindingKind, type Hit, MOST_EXAMPLES, many, texts } from "../finding.js";

const ROUNDED = "^\\d([.,]\\d+)?[eE]\\+\\d+$";
const WORDS: Readonly<Record<string, string>> = {
  customer_id: "customer ids",
  order_id: "order ids",
  phone: "phone numbers",
};

export const damagedIdentifiers: FindingKind = {
  code: "damaged-identifiers",
  severity: "warning",
  meaning: "Identifiers or phone numbers that a spreadsheet turned into rounded numbers, such as 1.23E+17.",
  async find({ engine, imported }) {
    const hits: Hit[] = [];
    for (const file of imported) {
      const fields = file.transactions?.fields ?? file.customers?.fields ?? [];
      const held = ["customer_id", "order_id", "phone"].filter(
        (name) => name === "customer_id" || fields.includes(name),
      );
      for (const field of held) {
        // Damaged order ids are not loaded at all; the samples still show them.
        if (field === "order_id" && file.transactions?.formats.damagedOrderIds === true) {
          hits.push(damagedOrders(file.name, file.samples, file.mapping.indexOf("order_id") ?? 0));
          continue;
        }
        const column = identifier(field);
        const damaged = sql`FROM ${identifier(file.table)} WHERE regexp_matches(${column}, ${ROUNDED})`;
        const { count } = await engine.row<{ count: number }>(sql`SELECT count(*) AS count ${damaged}`);
        if (count === 0) continue;
        hits.push({
          file: file.name,
          count,
          message: `${many(count, "record")} with ${WORDS[field]} that a spreadsheet rounded: their last digits are lost.`,
          advice: "Export again and open the file only after setting the column to text.",
          examples: await texts(
            engine,
            sql`SELECT DISTINCT ${column} AS text ${damaged} ORDER BY text LIMIT ${MOST_EXAMPLES}`,
          ),
        });
      }
    }
    return hits;
  },
};

function damagedOrders(file: string, samples: readonly (readonly string[])[], index: number): Hit {
  const cells = samples.map((row) => row[index] ?? "").filter((cell) => /^\d([.,]\d+)?[eE]\+\d+$/.test(cell.trim()));
  return {
    file,
    count: cells.length,
    message:
      "Order ids were rounded by a spreadsheet and tell orders apart no longer: purchase days are counted instead.",
    advice: "Export again and open the file only after setting the column to text.",
    examples: [...new Set(cells)].slice(0, MOST_EXAMPLES),
  };
}
