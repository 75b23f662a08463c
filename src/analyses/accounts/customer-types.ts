import { internalCustomers } from "../../book/set-aside-internal.js";
import { customersUpTo } from "../../book/summaries.js";
import type { Column } from "../../columns/column.js";
import { identifier, raw, sql } from "../../engine/sql.js";
import { choiceExpression } from "../../ingest/choice.js";
import { CUSTOMER_FIELDS } from "../../ingest/fields/index.js";
import type { ResultTable } from "../../output/result.js";
import { customerNames } from "../customer-names.js";
import { relationshipMargins } from "../relationship/margins.js";
import type { Scorecard } from "../scorecard.js";
import { rootsOf } from "./served-through.js";

const TYPES = "customer_types";
const LINKS = `${TYPES}_links`;

const money = (currency: string | null, name: string, description: string): Column => ({
  name,
  type: "money",
  ...(currency === null ? {} : { unit: currency }),
  description,
});

/** What is known of direct, indirect and internal customers. */
export interface CustomerTypes {
  readonly tables: readonly ResultTable[];
  /** What the user should know. */
  readonly remarks: readonly string[];
}

/**
 * Tells direct, indirect and internal customers apart and rolls indirect ones up to whoever serves them, with their
 * revenue. Null where the customer files say neither type nor who serves whom.
 */
export const customerTypes = (card: Scorecard): Promise<CustomerTypes | null> =>
  card.once(TYPES, () => tellTypes(card));

async function tellTypes(card: Scorecard): Promise<CustomerTypes | null> {
  const { book, asOf } = card;
  const hasTypes = book.customerFields.has("type");
  const hasServers = book.customerFields.has("served_by");
  if (!hasTypes && !hasServers) return null;
  const margins = await relationshipMargins(card);
  const field = CUSTOMER_FIELDS.find(({ name }) => name === "type")!;
  const said = hasTypes ? choiceExpression(field, identifier("type")) : raw("NULL");
  const server = hasServers ? raw("served_by") : raw("NULL::VARCHAR");
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(TYPES)} AS
    SELECT k.customer_id, coalesce(c.type, CASE WHEN c.served_by IS NOT NULL THEN 'indirect' END, '(not said)') AS type,
      c.served_by, m.net_spend
    FROM (${customersUpTo(asOf)}) k LEFT JOIN (SELECT customer_id, ${said} AS type, ${server} AS served_by FROM customers) c USING (customer_id)
      LEFT JOIN ${raw(margins.table)} m USING (customer_id)`);
  const internal = await internalCustomers(book, asOf);
  const { told } = await book.engine.row<{ told: number }>(
    sql`SELECT count(*) FILTER (type <> '(not said)') AS told FROM ${raw(TYPES)}`,
  );
  if (told === 0 && internal === null) return null;
  const circles = await rollUp(card);
  const named = circles.slice(0, 3).map((circle) => [...circle, circle[0]].join(" by "));
  const remarks =
    circles.length === 0
      ? []
      : [
          `served_by runs in a circle: ${named.join("; ")}${circles.length > 3 ? `; and ${circles.length - 3} more` : ""}; those customers are rolled up to nobody`,
        ];
  for (const remark of remarks) card.say(remark);
  return {
    tables: [typesTable(book.currency, internal), ...(hasServers ? [servedTable(card)] : [])],
    remarks,
  };
}

/** Writes whom each indirect customer belongs to; a server may be named by id or by a name that one customer has. */
async function rollUp({ book, asOf }: Scorecard): Promise<readonly (readonly string[])[]> {
  const rows = await book.engine.rows<{ customer_id: string; server: string }>(sql`
    WITH named AS (SELECT lower(trim(name)) AS key, min(customer_id) AS customer_id FROM ${customerNames(book, asOf)}
      GROUP BY 1 HAVING count(*) = 1)
    SELECT t.customer_id, coalesce(i.customer_id, n.customer_id, t.served_by) AS server
    FROM ${raw(TYPES)} t LEFT JOIN ${raw(TYPES)} i ON i.customer_id = t.served_by
      LEFT JOIN named n ON n.key = lower(trim(t.served_by))
    WHERE t.type = 'indirect' AND t.served_by IS NOT NULL ORDER BY t.customer_id`);
  const { rootOf, circles } = rootsOf(new Map(rows.map((row) => [row.customer_id, row.server])));
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(LINKS)} (customer_id VARCHAR, server VARCHAR)`);
  const appender = await book.engine.appender(LINKS);
  for (const [customer, root] of rootOf) {
    appender.text(customer);
    appender.text(root);
    appender.endRow();
  }
  appender.close();
  return circles;
}

/** Customers and revenue by type; with the internal ones, who are in no other table, they add up to all. */
function typesTable(
  currency: string | null,
  internal: { readonly customers: number; readonly revenue: string } | null,
): ResultTable {
  const set =
    internal === null
      ? raw("")
      : sql`UNION ALL SELECT 'internal', ${raw(String(internal.customers))}, NULL, ${raw(internal.revenue)}::DECIMAL(38, 4), 3`;
  return {
    name: "customer_types",
    title: "Direct, indirect and internal customers",
    columns: [
      {
        name: "type",
        type: "text",
        description:
          "direct, indirect, internal (counted, not ranked), or (not said); who is served by another is indirect",
      },
      { name: "customers", type: "integer", description: "Customers of the type" },
      { name: "share", type: "share", description: "Share of all customers, internal ones included" },
      money(currency, "revenue", "Their net spend over all history"),
      { name: "share_of_revenue", type: "share", description: "Share of all net spend, internal included" },
      { name: "rolled_up", type: "integer", description: "Of them those who are counted with whoever serves them too" },
    ],
    everyRow: true,
    query: sql`
      WITH by_type AS (
        SELECT type, count(*) AS customers, count(server) AS rolled_up, coalesce(sum(net_spend), 0) AS revenue,
          CASE type WHEN 'direct' THEN 1 WHEN 'indirect' THEN 2 ELSE 4 END AS position
        FROM ${raw(TYPES)} LEFT JOIN ${raw(LINKS)} USING (customer_id) GROUP BY type ${set}
      )
      SELECT type, customers, customers / sum(customers) OVER () AS share, revenue,
        revenue / nullif(sum(revenue) OVER (), 0) AS share_of_revenue, rolled_up FROM by_type ORDER BY position`,
  };
}

/** Who serves indirect customers, and what they buy together. */
const servedTable = ({ book, asOf }: Scorecard): ResultTable => ({
  name: "served_through",
  title: "Indirect customers by who serves them",
  columns: [
    { name: "served_by", type: "text", textual: "identifier", description: "The customer at the end of the chain" },
    { name: "name", type: "text", description: "Its name, where it is known" },
    { name: "is_customer", type: "boolean", description: "Whether it is a customer itself" },
    { name: "indirect_customers", type: "integer", description: "Customers that it serves, through others too" },
    money(book.currency, "own_revenue", "Its own net spend over all history"),
    money(book.currency, "indirect_revenue", "Net spend of those that it serves"),
    money(book.currency, "revenue", "Both together"),
  ],
  query: sql`
    SELECT server AS served_by, any_value(n.name) AS name, bool_or(own.customer_id IS NOT NULL) AS is_customer,
      count(*) AS indirect_customers, coalesce(any_value(own.net_spend), 0) AS own_revenue,
      coalesce(sum(t.net_spend), 0) AS indirect_revenue, own_revenue + indirect_revenue AS revenue
    FROM ${raw(LINKS)} l JOIN ${raw(TYPES)} t USING (customer_id) LEFT JOIN ${raw(TYPES)} own ON own.customer_id = l.server
      LEFT JOIN ${customerNames(book, asOf)} n ON n.customer_id = l.server
    GROUP BY server ORDER BY revenue DESC, server`,
});
