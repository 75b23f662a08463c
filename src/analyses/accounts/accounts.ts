import { customersUpTo } from "../../book/summaries.js";
import { identifier, join, raw, sql } from "../../engine/sql.js";
import type { ResultTable } from "../../output/result.js";
import type { Analysis, AnalysisOutcome } from "../analysis.js";
import { customerNames } from "../customer-names.js";
import { relationshipMargins } from "../relationship/margins.js";
import type { Scorecard } from "../scorecard.js";
import { accountColumns, DECIDER_COLUMNS, PERSONAL_DETAILS } from "./columns.js";
import { customerTypes } from "./customer-types.js";
import { createAccounts } from "./people.js";

const TABLE = "accounts";
const PEOPLE = `${TABLE}_people`;

/** The people of each organisation: roles covered, support, warnings; and direct, indirect and internal customers. */
export const accounts: Analysis = {
  id: "accounts",
  title: "Accounts",
  columnNames: accountColumns(null).map((column) => column.name),
  score: (card) => card.once(TABLE, () => score(card)),
};

async function score(card: Scorecard): Promise<AnalysisOutcome> {
  const { book, asOf, rules, say } = card;
  const { engine, currency } = book;
  const margins = await relationshipMargins(card);
  await createAccounts(engine, rules.relationship.highInfluence, PEOPLE);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(TABLE)} AS
    SELECT k.customer_id, p.* EXCLUDE (customer_id),
      CASE WHEN p.customer_id IS NOT NULL AND m.first_purchase IS NOT NULL THEN m.year_margin END AS account_margin
    FROM (${customersUpTo(asOf)}) k LEFT JOIN ${raw(PEOPLE)} p USING (customer_id)
      LEFT JOIN ${raw(margins.table)} m USING (customer_id)`);
  const counts = await engine.row<{ accounts: number; people: number; unknown: number; no_role: number }>(sql`
    SELECT count(people) AS accounts, coalesce(sum(people), 0)::BIGINT AS people,
      coalesce(sum(unknown_stances), 0)::BIGINT AS unknown,
      (SELECT count(*) FROM contacts WHERE role IS NULL AND customer_id IS NOT NULL) AS no_role FROM ${raw(TABLE)}`);
  const types = await customerTypes(card);
  const unused = [
    ...(counts.accounts === 0 ? ["no contacts are known: accounts have no roles and no support (--contacts)"] : []),
    ...(counts.unknown > 0
      ? [`${counts.unknown} of ${counts.people} people have no known stance and count as neutral`]
      : []),
    ...(counts.no_role > 0 ? [`${counts.no_role} contacts have no known role and cover none`] : []),
  ];
  for (const sentence of unused) say(sentence);
  const list = counts.accounts === 0 ? [] : [accountsTable(card), decidersTable(card)];
  return {
    table: TABLE,
    columns: accountColumns(currency),
    order: ORDER,
    tables: [...list, ...(types?.tables ?? [])],
    meta: {
      accounts: counts.accounts,
      people: counts.people,
      unknownStances: counts.unknown,
      unused: [...unused, ...(types?.remarks ?? [])],
    },
  };
}

const ORDER = raw("flag_count DESC NULLS LAST, account_margin DESC NULLS LAST, customer_id");

/** The organisations whose people are known, those with most to mind first. */
export const accountsTable = ({ book, asOf }: Scorecard): ResultTable => {
  const columns = accountColumns(book.currency);
  return {
    name: "accounts",
    title: "Accounts",
    columns: [
      { name: "customer_id", type: "text", textual: "identifier", description: "The customer's identifier" },
      { name: "name", type: "text", description: "The customer's name, where it is known" },
      ...columns,
    ],
    query: sql`SELECT customer_id, name, ${join(columns.map((column) => identifier(column.name)))}
      FROM ${raw(TABLE)} LEFT JOIN ${customerNames(book, asOf)} USING (customer_id)
      WHERE people IS NOT NULL ORDER BY ${ORDER}`,
  };
};

/** The final deciders with what is known of them as persons. */
const decidersTable = ({ book, asOf }: Scorecard): ResultTable => ({
  name: "deciders",
  title: "Final deciders",
  columns: DECIDER_COLUMNS,
  query: sql`SELECT customer_id, n.name, contact_name, position, stance, coalesce(influence, 1) AS influence, phone, email,
      ${join(PERSONAL_DETAILS.map((detail) => sql`${identifier(detail)}`))}
    FROM contacts c SEMI JOIN ${raw(TABLE)} USING (customer_id) LEFT JOIN ${customerNames(book, asOf)} n USING (customer_id)
    WHERE role = 'decider' ORDER BY customer_id, coalesce(influence, 1) DESC, contact_name, record_id, email, phone, position`,
});
