import type { Engine } from "../engine/engine.js";
import { identifier, raw, type Sql, sql } from "../engine/sql.js";

/** Transactions of one file. */
export interface LinkSource {
  /** The file, for remarks. */
  readonly name: string;
  readonly table: string;
  /** The column that gets the customer's id; `customer_id` where it is left out. */
  readonly key?: string;
  /** Fields that the table has as columns. */
  readonly fields: ReadonlySet<string>;
  /** Fields that the file has, whether they are columns of the table or went into `customer_id`. */
  readonly mapped: ReadonlySet<string>;
}

/**
 * Gives transactions that name their buyer by e-mail, phone or name the customer id of the customer file. Only a
 * value that belongs to one customer links; others are left as they are and said.
 *
 * @param known fields of the customers
 * @param customers the relation that holds them
 * @returns remarks for the user
 */
export async function linkCustomers(
  engine: Engine,
  source: LinkSource,
  known: ReadonlySet<string>,
  customers = raw("customers"),
): Promise<string[]> {
  const remarks: string[] = [];
  const key = identifier(source.key ?? "customer_id");
  for (const { buyer, field, normalise } of LINKS) {
    if (!known.has(field)) continue;
    const column = buyerColumn(source, buyer);
    if (column === null) continue;
    const unlinked = sql`t.state < 8 AND ${column} IS NOT NULL AND t.${key} NOT IN (SELECT customer_id FROM ${customers})`;
    const keys = sql`SELECT ${normalise(identifier(field))} AS key, min(customer_id) AS customer_id, count(*) AS owners
      FROM ${customers} WHERE ${identifier(field)} IS NOT NULL GROUP BY 1`;
    const { ambiguous } = await engine.row<{ ambiguous: number }>(sql`
      SELECT count(*) AS ambiguous FROM ${identifier(source.table)} t JOIN (${keys}) k ON ${normalise(column)} = k.key
      WHERE k.owners > 1 AND ${unlinked}`);
    await engine.run(sql`
      UPDATE ${identifier(source.table)} t SET ${key} = k.customer_id FROM (${keys}) k
      WHERE k.owners = 1 AND ${normalise(column)} = k.key AND ${unlinked}`);
    if (ambiguous > 0) {
      remarks.push(
        `${source.name}: ${ambiguous} records name their buyer by a ${buyer.replace("_", " ")} that several customers have; they were kept apart`,
      );
    }
  }
  return remarks;
}

/** Whether anything of a file's could name a buyer by other than an id. */
export const mayLink = (source: Pick<LinkSource, "mapped">): boolean =>
  LINKS.some(({ buyer }) => source.mapped.has(buyer));

interface Link {
  readonly buyer: string;
  readonly field: string;
  readonly normalise: (text: Sql) => Sql;
}

const LINKS: readonly Link[] = [
  { buyer: "email", field: "email", normalise: (text) => sql`lower(trim(${text}))` },
  { buyer: "phone", field: "phone", normalise: (text) => sql`regexp_replace(${text}, '[^0-9]', '', 'g')` },
  { buyer: "customer_name", field: "name", normalise: (text) => sql`lower(trim(${text}))` },
];

/** The column that holds the buyer's e-mail, phone or name: its own, or the key itself where nothing better is known. */
function buyerColumn({ fields, mapped, key = "customer_id" }: LinkSource, buyer: string): Sql | null {
  const hasIds = mapped.has("customer_id");
  if (fields.has(buyer)) {
    // A name beside an id that the customer file lacks is no proof: two people share names.
    return buyer === "customer_name" && hasIds ? null : sql`t.${identifier(buyer)}`;
  }
  return mapped.has(buyer) && !hasIds ? sql`t.${identifier(key)}` : null;
}
