import { qualifyingDays } from "../../book/qualifying-days.js";
import type { Column } from "../../columns/column.js";
import { join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import type { ResultTable } from "../../output/result.js";
import { everyCustomer } from "../every-customer.js";
import type { Scorecard } from "../scorecard.js";
import { typedAttributes } from "../typed-attributes.js";
import { calendarTiers, rollingTiers, type TierRules } from "./tier-periods.js";

const TABLE = "programme_tiers";

/**
 * The tier of every customer in the programme of the rules, from the transactions alone: no state is kept. An upgrade comes
 * at once, a downgrade at the end of a period and its grace. Empty where the rules have no tiers.
 */
export async function tierTables(card: Scorecard): Promise<readonly ResultTable[]> {
  const { book, asOf, rules } = card;
  const tiers = rules.tiers;
  if (tiers.levels.length === 0) return [];
  const measure = measured(tiers);
  const days = sql`SELECT customer_id, day, (${measure})::DECIMAL(28, 4) AS measure FROM (${qualifyingDays(book, asOf)})`;
  const held =
    tiers.period === "rolling"
      ? rollingTiers(tiers, days, asOf)
      : calendarTiers(tiers, days, asOf, tiers.period === "anniversary" ? await enrolments(card) : null);
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(TABLE)} AS
    WITH held AS (${held}),
    set_by_hand AS (${overrides(tiers, asOf)}),
    ranked AS (
      SELECT e.customer_id, coalesce(h.measure, 0) AS measure, h.period_start, h.period_end, coalesce(h.earned_rank, 0) AS earned_rank,
        coalesce(s.rank, h.held_rank, 0) AS rank, s.reason, h.kept_measure, h.keep_by
      FROM ${raw(await everyCustomer(card))} e LEFT JOIN held h USING (customer_id) LEFT JOIN set_by_hand s USING (customer_id))
    SELECT customer_id, ${nameOf(tiers, raw("rank"))} AS tier, ${nameOf(tiers, raw("earned_rank"))} AS earned_tier, measure,
      period_start, period_end, ${nameOf(tiers, raw("rank + 1"))} AS next_tier,
      CASE WHEN rank < ${raw(String(tiers.levels.length))} THEN greatest(0, ${thresholdOf(tiers, raw("rank + 1"))} - measure) END AS to_next,
      CASE WHEN rank > 0 AND reason IS NULL THEN greatest(0, ${thresholdOf(tiers, raw("rank"))} - coalesce(kept_measure, measure)) END AS to_keep,
      CASE WHEN rank > 0 AND reason IS NULL THEN keep_by END AS keep_by, reason AS set_because, rank
    FROM ranked`);
  await sayUnknownOverrides(card);
  return [summaryTable(tiers), customersTable(book.currency, tiers)];
}

/** A tier set by hand for a customer that is not there is a slip of the pen, or of somebody long merged with another. */
async function sayUnknownOverrides({ book, asOf, rules, say }: Scorecard): Promise<void> {
  const rows = await book.engine.rows<{ customer_id: string }>(sql`
    SELECT DISTINCT customer_id FROM (${overrides(rules.tiers, asOf)}) ANTI JOIN ${raw(TABLE)} USING (customer_id) ORDER BY 1`);
  if (rows.length === 0) return;
  say(`tiers set by hand for customers that are not there: ${rows.map((row) => row.customer_id).join(", ")}`);
}

const measured = ({ by, pointsPerUnit }: TierRules): Sql =>
  by === "orders" ? raw("orders") : by === "spend" ? raw("spend") : sql`spend * ${raw(String(pointsPerUnit))}`;

const nameOf = ({ levels }: TierRules, rank: Sql): Sql =>
  sql`(CASE ${rank} ${join(
    levels.map(({ name }, index) => sql`WHEN ${raw(String(index + 1))} THEN ${literal(name)}`),
    " ",
  )} END)`;

const thresholdOf = ({ levels }: TierRules, rank: Sql): Sql =>
  sql`(CASE ${rank} ${join(
    levels.map(({ from }, index) => sql`WHEN ${raw(String(index + 1))} THEN ${raw(String(from))}`),
    " ",
  )} END)`;

/** The tiers set by hand that hold on the day; of several for one customer the last. */
function overrides({ levels, overrides: list }: TierRules, asOf: string): Sql {
  const rows = list
    .filter(({ until }) => until === undefined || until >= asOf)
    .map(({ customer, tier, reason }, place) => {
      const rank = levels.findIndex((level) => level.name === tier) + 1;
      return sql`(${raw(String(place))}, ${literal(customer)}, ${raw(String(rank))}, ${literal(reason)})`;
    });
  if (rows.length === 0)
    return raw("SELECT NULL::VARCHAR AS customer_id, NULL::INTEGER AS rank, NULL::VARCHAR AS reason WHERE false");
  return sql`SELECT customer_id, arg_max(rank, place) AS rank, arg_max(reason, place) AS reason
    FROM (VALUES ${join(rows)}) v(place, customer_id, rank, reason) GROUP BY customer_id`;
}

/** The day from which each customer's years are counted. */
async function enrolments(card: Scorecard): Promise<Sql> {
  const { book, asOf } = card;
  const alive = await card.alive(asOf);
  const first = sql`SELECT customer_id, first_purchase AS enrolled FROM ${raw(alive.table)}`;
  if (!book.customerFields.has("registered")) return first;
  const table = "tier_registrations";
  const [attribute] = await typedAttributes(book, ["registered"], asOf, table);
  if (attribute?.kind !== "date") {
    card.say("what customers say under registered is not all dates: their years are counted from the first purchase");
    return first;
  }
  return sql`SELECT customer_id, coalesce(r.registered, a.first_purchase) AS enrolled
    FROM ${raw(alive.table)} a LEFT JOIN ${raw(table)} r USING (customer_id)`;
}

/** How many customers each tier has; those in none too, so that it adds up. */
function summaryTable({ levels }: TierRules): ResultTable {
  const columns: readonly Column[] = [
    { name: "tier", type: "text", description: "Tier; (none) below the lowest" },
    { name: "from", type: "number", description: "Its threshold" },
    { name: "customers", type: "integer", description: "Customers in it" },
    { name: "earned", type: "integer", description: "Customers whose present period deserves it" },
    { name: "set_by_hand", type: "integer", description: "Customers in it by a decision" },
  ];
  const names = [...levels].map(
    ({ name, from }, index) => sql`(${raw(String(index + 1))}, ${literal(name)}, ${raw(String(from))})`,
  );
  return {
    name: "tiers",
    title: "Tiers of the programme",
    columns,
    everyRow: true,
    query: sql`SELECT n.name AS tier, n.threshold AS "from", count(t.customer_id) AS customers,
        (SELECT count(*) FROM ${raw(TABLE)} x WHERE coalesce(x.earned_tier, '(none)') = n.name) AS earned, count(t.set_because) AS set_by_hand
      FROM (VALUES (0, '(none)', NULL), ${join(names)}) n(rank, name, threshold) LEFT JOIN ${raw(TABLE)} t ON t.rank = n.rank
      GROUP BY n.rank, n.name, n.threshold ORDER BY n.rank DESC`,
  };
}

function customersTable(currency: string | null, { by, period }: TierRules): ResultTable {
  const unit = by === "spend" ? (currency ?? undefined) : by;
  const money = {
    ...(by === "spend" ? { type: "money" as const } : { type: "number" as const }),
    ...(unit === undefined ? {} : { unit }),
  };
  const span = period === "rolling" ? "the 365 days up to the as-of date" : "the present period";
  const columns: readonly Column[] = [
    { name: "customer_id", type: "text", textual: "identifier", description: "The customer's identifier" },
    { name: "tier", type: "text", description: "Tier that the customer holds" },
    { name: "earned_tier", type: "text", description: `Tier that ${span} deserves` },
    { name: "measure", ...money, description: `What qualifies, in ${span}` },
    { name: "period_start", type: "date", description: "First day of it" },
    { name: "period_end", type: "date", description: "Last day of it" },
    { name: "next_tier", type: "text", description: "The next tier up" },
    { name: "to_next", ...money, description: "What is lacking for it" },
    { name: "to_keep", ...money, description: "What is lacking to keep the tier" },
    { name: "keep_by", type: "date", description: "The day by which it has to come" },
    { name: "set_because", type: "text", description: "Why the tier was set by hand" },
  ];
  return {
    name: "tier_customers",
    aside: true,
    title: "Customers by tier",
    columns,
    query: sql`SELECT customer_id, tier, earned_tier, measure, period_start, period_end, next_tier, to_next, to_keep, keep_by, set_because
      FROM ${raw(TABLE)} ORDER BY rank DESC, measure DESC, customer_id`,
  };
}
