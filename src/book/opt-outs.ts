import { identifier, join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { OPT_OUT_CHANNELS, type OptOutChannel, optOutOf } from "../ingest/opt-out-channels.js";
import type { Book } from "./book.js";

/** Which customers want no contact by which channel. */
export interface OptOuts {
  /** Table with `customer_id` and `channel` (phone, email, post, visit), one row for each channel that a customer refuses. */
  readonly table: string;
  /** False where no customer file says anything of opt-outs. */
  readonly isKnown: boolean;
  /** Texts that were not understood and so refuse every channel that the column may mean. */
  readonly remarks: readonly string[];
}

/** Fields that say it, with the channels that a yes in them means. */
const FIELDS: Readonly<Record<string, readonly OptOutChannel[]>> = {
  opt_out: OPT_OUT_CHANNELS,
  opt_out_email: ["email"],
  opt_out_phone: ["phone"],
};

/**
 * Reads the customers' opt-outs, in five languages: the field `opt_out` with none, all or channels, and flags of shop and
 * CRM exports, which mean the channel that their header names, or all. What is filled but not understood counts as a
 * refusal and is named. An opt-out has no day: it holds as long as the customer file says it.
 */
export async function createOptOuts(book: Book, table = "opt_outs"): Promise<OptOuts> {
  const { engine } = book;
  const parts: Sql[] = [];
  const remarks: string[] = [];
  const fields = Object.entries(FIELDS).filter(([field]) => book.customerFields.has(field));
  for (const [field, meant] of fields) {
    const rows = await engine.rows<{ text: string; customers: number }>(sql`
      SELECT ${identifier(field)} AS text, count(*) AS customers FROM customers
      WHERE ${identifier(field)} IS NOT NULL GROUP BY 1 ORDER BY customers DESC, text`);
    const readings = rows.map((row) => ({ ...row, ...optOutOf(row.text, meant) }));
    const texts = `${table}_${field}`;
    await engine.run(sql`CREATE OR REPLACE TEMP TABLE ${raw(texts)} (text VARCHAR, channel VARCHAR)`);
    const appender = await engine.appender(texts);
    for (const { text, channels } of readings) {
      for (const channel of channels) {
        appender.text(text);
        appender.text(channel);
        appender.endRow();
      }
    }
    appender.close();
    parts.push(
      sql`SELECT customer_id, channel FROM customers JOIN ${raw(texts)} ON ${identifier(field)} = text WHERE customer_id IS NOT NULL`,
    );
    const odd = readings.filter((reading) => !reading.isUnderstood);
    if (odd.length > 0) {
      const named = odd.slice(0, 5).map(({ text, customers }) => `"${text}" (${customers})`);
      const meaning = meant.length === 1 ? `from ${meant[0]}` : "from every channel";
      remarks.push(
        `${field}: not understood, and so taken for an opt-out ${meaning}: ${named.join(", ")}${odd.length > 5 ? ", …" : ""}`,
      );
    }
  }
  const none = sql`SELECT NULL::VARCHAR AS customer_id, NULL::VARCHAR AS channel WHERE false`;
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    SELECT DISTINCT customer_id, channel FROM (${parts.length === 0 ? none : join(parts, " UNION ALL ")})
    ORDER BY customer_id, list_position([${join(OPT_OUT_CHANNELS.map(literal))}], channel)`);
  return { table, isKnown: fields.length > 0, remarks };
}
