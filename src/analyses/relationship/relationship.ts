import type { MarginSource } from "../../book/customer-margins.js";
import type { OptOuts } from "../../book/opt-outs.js";
import { customersUpTo } from "../../book/summaries.js";
import { literal, raw, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import { aside } from "../../output/result.js";
import type { Analysis, AnalysisOutcome } from "../analysis.js";
import { optOutsOf } from "../opt-outs-of.js";
import type { Scorecard } from "../scorecard.js";
import { chooseLevel } from "./choose-level.js";
import { groupColumns, relationshipColumns } from "./columns.js";
import { createContacts } from "./contacts-made.js";
import { LEVELS } from "./levels.js";
import { relationshipMargins } from "./margins.js";
import { createOverContacted } from "./over-contacted.js";
import { type Parting, partCustomers } from "./part-customers.js";
import { scoreCustomers } from "./score-customers.js";
import { createService } from "./service-cost.js";
import { groupsTable, levelsTable, overContactedTable } from "./tables.js";

const TABLE = "relationship";
const PARTED = `${TABLE}_parted`;
const GROUPS = `${TABLE}_groups`;
const CUSTOMERS = `${TABLE}_customers`;
const CONTACTS = `${TABLE}_contacts`;
const OVER = `${TABLE}_over`;
const SERVICE = `${TABLE}_service`;

/** The level of relationship with each customer, whether its contacts are worth their cost, and who gets too many. */
export const relationship: Analysis = {
  id: "relationship",
  title: "Relationship",
  columnNames: relationshipColumns(null, true).map((column) => column.name),
  score: (card) => card.once(TABLE, () => score(card)),
};

async function score(card: Scorecard): Promise<AnalysisOutcome> {
  const { book, asOf, compareTo, rules } = card;
  const { engine, currency } = book;
  const { table: margins, source } = await relationshipMargins(card);
  const parting = await partCustomers(
    card,
    rules.relationship.groupBy,
    sql`(SELECT customer_id FROM ${raw(margins)} WHERE first_purchase IS NOT NULL)`,
    PARTED,
  );
  await createGroups(card, margins);
  await createCustomers(card, margins);
  const optOuts = await optOutsOf(card);
  await createContacts(card, CONTACTS);
  await createOverContacted(card, CONTACTS, optOuts.table, OVER);
  await createService(card, CUSTOMERS, CONTACTS, SERVICE);
  await scoreCustomers(card, { customers: CUSTOMERS, contacts: CONTACTS, over: OVER, service: SERVICE }, TABLE);
  for (const table of [PARTED, CUSTOMERS]) await engine.run(sql`DROP TABLE ${raw(table)}`);
  const unused = sayWhatIsMissing(card, parting, source, optOuts);
  const { over } = await engine.row<{ over: number }>(sql`SELECT count(*) AS over FROM ${raw(OVER)}`);
  return {
    table: TABLE,
    columns: relationshipColumns(currency, compareTo !== null),
    order: raw(`verdict_rank NULLS LAST, CASE WHEN verdict_rank = 1 THEN contact_cost - margin END DESC NULLS LAST,
      level_rank DESC NULLS LAST, margin DESC NULLS LAST, customer_id`),
    tables: [
      levelsTable(currency, TABLE, SERVICE),
      aside(groupsTable(currency, GROUPS, parting.by)),
      ...(over > 0 ? [overContactedTable(book, asOf, OVER)] : []),
    ],
    meta: {
      groupedBy: parting.by,
      windowDays: rules.relationship.windowDays,
      margin: {
        field: source.field,
        share: source.share,
        recordsWithoutOne: source.field === null ? null : source.unknown,
      },
      optOutsKnown: optOuts.isKnown,
      unused,
    },
  };
}

/** Chooses the level of each group. */
async function createGroups({ book, rules }: Scorecard, margins: string): Promise<void> {
  const rows = await book.engine.rows<{
    group: string;
    customers: number;
    net_spend: number;
    margin_share: number | null;
  }>(sql`
    SELECT "group", count(*) AS customers, sum(net_spend) AS net_spend,
      CASE WHEN sum(net_spend) > 0 THEN (sum(margin) / sum(net_spend))::DOUBLE END AS margin_share
    FROM ${raw(PARTED)} JOIN ${raw(margins)} USING (customer_id) GROUP BY 1 ORDER BY 1`);
  const text = { type: "text", description: "" } as const;
  const columns = [...groupColumns(null), { ...text, name: "why" }];
  const values = rows.map(({ group, customers, net_spend, margin_share }) => {
    // A share of 0.6 that was worked out as 0.5999999 is 0.6.
    const share = margin_share === null ? null : Number(margin_share.toFixed(9));
    const { level, size, band, isConfigured } = chooseLevel(group, customers, share, rules.relationship);
    const at = share === null ? "without net spend" : `at ${Number((share * 100).toFixed(1))} % margin`;
    const why = isConfigured
      ? `${group}: ${level} by configuration`
      : `${group}: ${customers} ${customers === 1 ? "customer" : "customers"} (${size}) ${at} (${band}), so ${level}`;
    return [group, customers, size, net_spend, share, band, level, isConfigured ? "configuration" : "grid", why];
  });
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(GROUPS)} AS ${valuesQuery(columns, values)}`);
}

/** Every customer with group, level and margin of the year; a level of the configuration goes before the group's. */
async function createCustomers({ book, asOf, rules, say }: Scorecard, margins: string): Promise<void> {
  const text = { type: "text", description: "" } as const;
  const configured = Object.entries(rules.relationship.customers);
  const own = valuesQuery(
    [
      { ...text, name: "customer_id" },
      { ...text, name: "own_level" },
    ],
    configured.map(([id, level]) => [id, level]),
  );
  const ranks = sql`[${raw(LEVELS.map(({ id }) => literal(id).text).join(", "))}]`;
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(CUSTOMERS)} AS
    SELECT *, list_position(${ranks}, level) AS level_rank FROM (
      SELECT k.customer_id, p."group", CASE WHEN p."group" IS NOT NULL THEN coalesce(o.own_level, g.level) END AS level,
        CASE WHEN o.own_level IS NULL THEN g.why ELSE o.own_level || ' by configuration' END AS why,
        CASE WHEN p."group" IS NOT NULL THEN m.year_margin END AS margin, m.sales
      FROM (${customersUpTo(asOf)}) k LEFT JOIN ${raw(margins)} m USING (customer_id)
        LEFT JOIN ${raw(PARTED)} p USING (customer_id) LEFT JOIN ${raw(GROUPS)} g ON g."group" = p."group"
        LEFT JOIN (${own}) o ON o.customer_id = k.customer_id)`);
  const known = await book.engine.rows<{ customer_id: string }>(
    sql`SELECT customer_id FROM ${raw(CUSTOMERS)} SEMI JOIN (${own}) USING (customer_id)`,
  );
  const groups = await book.engine.rows<{ group: string }>(sql`SELECT "group" FROM ${raw(GROUPS)}`);
  const found = new Set([...known.map((row) => row.customer_id), ...groups.map((row) => row.group)]);
  const strangers = [...configured.map(([id]) => id), ...Object.keys(rules.relationship.groups)].filter(
    (one) => !found.has(one),
  );
  if (strangers.length > 0) say(`rules.relationship names what is not there: ${strangers.slice(0, 5).join(", ")}`);
}

/** Tells what was assumed or could not be used, and returns it for the meta data. */
function sayWhatIsMissing(
  { book, say }: Scorecard,
  parting: Parting,
  source: MarginSource,
  optOuts: OptOuts,
): string[] {
  const percent = `${Number((source.share * 100).toFixed(2))} %`;
  const missing = [
    ...parting.warnings,
    ...(source.field === null
      ? [
          `transactions say neither margin nor cost: ${percent} of net spend is taken for it (rules.relationship.marginShare)`,
        ]
      : source.unknown > 0
        ? [
            `${source.unknown} transactions say no ${source.field}: ${percent} of their amount is taken, as in the others`,
          ]
        : []),
    ...(book.records.has("interactions")
      ? []
      : ["no interactions are known: contacts are 0 and no verdict is given (--interactions)"]),
    ...(optOuts.isKnown ? [] : ["no customer file has opt-outs, so contacts against them cannot be seen"]),
  ];
  for (const sentence of missing) say(sentence);
  return missing;
}
