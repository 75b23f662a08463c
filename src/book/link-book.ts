import type { Engine } from "../engine/engine.js";
import { raw, sql } from "../engine/sql.js";
import { inBook, listed } from "./book-schema.js";
import { linkCustomers, mayLink } from "./link-customers.js";
import type { RecordedImport } from "./recorded-imports.js";

const LINKING = "linking";
/** Columns in which a transaction can name its buyer beside the key. */
const NAMING = ["email", "phone", "customer_name"];

/**
 * Links the transactions of imports to the customers of the book, each from the buyer that its file names: a customer
 * file that comes later links, and one that takes an e-mail back unlinks.
 *
 * @param everything all imports in the book
 * @returns remarks for the user
 */
export async function linkBook(
  engine: Engine,
  imports: readonly RecordedImport[],
  everything: readonly RecordedImport[],
): Promise<string[]> {
  const customers = everything.filter((one) => one.role === "customers");
  const known = new Set(customers.flatMap((one) => one.fields));
  const remarks: string[] = [];
  for (const one of imports) {
    const source = { name: one.file, table: LINKING, fields: new Set(one.fields), mapped: new Set(one.mapped) };
    if (one.role !== "transactions" || !mayLink(source)) continue;
    const naming = listed(NAMING.filter((name) => source.fields.has(name)));
    await engine.run(sql`CREATE OR REPLACE TEMP TABLE ${raw(LINKING)} AS
      SELECT rowid AS place, buyer AS customer_id, state${raw(naming.text === "" ? "" : ", ")}${naming}
      FROM ${inBook("transactions")} WHERE import_number = ${raw(String(one.number))}`);
    if (customers.length > 0) {
      remarks.push(...(await linkCustomers(engine, source, known, inBook("customers"))));
    }
    await engine.run(sql`UPDATE ${inBook("transactions")} SET customer_id = l.customer_id FROM ${raw(LINKING)} l
      WHERE transactions.rowid = l.place AND transactions.customer_id IS DISTINCT FROM l.customer_id`);
  }
  return remarks;
}
