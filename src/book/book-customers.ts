import type { Engine } from "../engine/engine.js";
import { identifier, join, raw, sql } from "../engine/sql.js";
import type { ImportedFile } from "../ingest/import-files.js";
import { latestRecords } from "./assemble-book.js";
import { columnsOf, inBook, listed } from "./book-schema.js";

/**
 * Adds a file's records of customers. Earlier records that it leaves nothing of are dropped, so that a full export
 * every month does not make the book grow. The tables have the columns of its fields already.
 */
export async function addCustomers(engine: Engine, file: ImportedFile, number: number): Promise<void> {
  const table = identifier(file.table);
  const fields = new Set(file.customers?.fields ?? []);
  const covered = (await customerFields(engine)).map((name) => {
    const field = identifier(name);
    return fields.has(name) ? sql`(r.${field} IS NULL OR n.${field} IS NOT NULL)` : sql`r.${field} IS NULL`;
  });
  await engine.run(sql`DELETE FROM ${inBook("customer_records")} r USING ${table} n
    WHERE n.state = 0 AND r.customer_id = n.customer_id AND (r.attributes IS NULL OR n.attributes IS NOT NULL)
      AND ${join(covered, " AND ")}`);
  await engine.run(sql`INSERT INTO ${inBook("customer_records")} BY NAME
    SELECT ${raw(String(number))} AS import_number, customer_id, ${listed([...fields])}, attributes
    FROM ${table} WHERE state = 0`);
}

/** Makes the customers anew from all records of them. */
export async function rebuildCustomers(engine: Engine): Promise<void> {
  await engine.run(sql`DELETE FROM ${inBook("customers")}`);
  await engine.run(sql`INSERT INTO ${inBook("customers")} BY NAME
    ${latestRecords(inBook("customer_records"), await customerFields(engine), "import_number")} ORDER BY customer_id`);
}

async function customerFields(engine: Engine): Promise<string[]> {
  const others = new Set(["import_number", "customer_id", "attributes"]);
  return [...(await columnsOf(engine, "customer_records"))].filter((name) => !others.has(name));
}
