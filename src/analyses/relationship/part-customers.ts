import { BOUGHT_FIELDS, type BoughtField, mostlyBought } from "../../book/customer-margins.js";
import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import { groupCustomers, UNKNOWN_GROUP } from "../groups/group-customers.js";
import { scoreRfm } from "../rfm.js";
import type { Scorecard } from "../scorecard.js";
import { ELEVEN_SEGMENTS } from "../segments/maps.js";

/** The only group where nothing parts the customers. */
export const ONE_GROUP = "all customers";

/** How customers were parted. */
export interface Parting {
  /** What by, in words. */
  readonly by: string;
  readonly warnings: readonly string[];
}

const isBoughtField = (name: string): name is BoughtField => (BOUGHT_FIELDS as readonly string[]).includes(name);

/** Fields by which customers are parted of themselves, best first. */
const PRODUCT_TYPES: readonly BoughtField[] = ["product_kind", "category"];

/**
 * Parts customers into the groups that a level of relationship is chosen for, in a table with `customer_id` and `group`:
 * by the product type that they mostly buy, by segment, or by another attribute.
 *
 * @param groupBy `auto`, `none`, `segment`, a field of the transactions, or an attribute of customers
 * @param customers relation with the `customer_id` of every customer with a purchase
 * @throws CrmError `no-such-column`
 */
export async function partCustomers(card: Scorecard, groupBy: string, customers: Sql, table: string): Promise<Parting> {
  const { book, asOf } = card;
  const put = (query: Sql): Promise<number> => book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS ${query}`);
  if (groupBy === "segment") {
    const rfm = `${table}_rfm`;
    await scoreRfm(book, { period: { asOf }, bins: 5, monetary: "total", map: ELEVEN_SEGMENTS }, rfm);
    await put(sql`SELECT customer_id, segment AS "group" FROM ${raw(rfm)} SEMI JOIN ${customers} USING (customer_id)`);
    return { by: "segment", warnings: [] };
  }
  const wanted = groupBy === "auto" ? PRODUCT_TYPES : isBoughtField(groupBy) ? [groupBy] : [];
  for (const field of wanted.filter((name) => book.transactionFields.has(name))) {
    await put(sql`SELECT customer_id, coalesce(value, ${literal(UNKNOWN_GROUP)}) AS "group"
      FROM ${customers} LEFT JOIN (${mostlyBought(field, asOf)}) USING (customer_id)`);
    const { known, open } = await book.engine.row<{ known: number; open: number }>(sql`
      SELECT count(*) FILTER ("group" <> ${literal(UNKNOWN_GROUP)}) AS known,
        count(*) FILTER ("group" = ${literal(UNKNOWN_GROUP)}) AS open FROM ${raw(table)}`);
    if (known === 0 && groupBy === "auto") continue;
    const by = `${field.replace("_", " ")} mostly bought`;
    const warnings =
      open === 0
        ? []
        : [`${open} customers have no known ${field.replace("_", " ")}; they are the group ${UNKNOWN_GROUP}`];
    return { by, warnings };
  }
  if (groupBy === "auto" || groupBy === "none") {
    await put(sql`SELECT customer_id, ${literal(ONE_GROUP)} AS "group" FROM ${customers}`);
    const why = "transactions say no product kind or category, so all customers are one group (--group-by changes it)";
    return { by: "none", warnings: groupBy === "none" ? [] : [why] };
  }
  const parted = `${table}_parted`;
  const grouping = await groupCustomers(book, groupBy, customers, asOf, parted);
  await put(sql`SELECT customer_id, "group" FROM ${raw(parted)}`);
  return { by: grouping.attribute, warnings: grouping.warnings };
}
