import type { Engine } from "../../engine/engine.js";
import { join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { ACCOUNT_FLAGS, CONTACT_ROLES } from "./roles.js";

const [DECIDER_OPPOSES, BLOCKER, NO_DECIDER, ONE_CONTACT] = ACCOUNT_FLAGS;

/**
 * Who somebody is within an organisation: by name, else identifier, e-mail or phone. A person who stands in several rows,
 * with several roles, is one.
 */
const PERSON = sql`coalesce(lower(trim(contact_name)), record_id, email, phone)`;

/**
 * Makes the table of organisations with people who are known: one row a customer with the columns of `accountColumns` but
 * for the margin. Net support = Σ(influence × stance) / Σ influence over the people, stance −1, 0 or +1; an influence that
 * is not said is 1, a stance that is not known 0. A person of several rows counts once, with the greatest influence and
 * the least favourable stance.
 */
export async function createAccounts(engine: Engine, highInfluence: number, table: string): Promise<void> {
  const flag = (condition: Sql, name: string): Sql => sql`CASE WHEN ${condition} THEN ${literal(name)} END`;
  const roles = sql`[${join(CONTACT_ROLES.map((role) => literal(role)))}]`;
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    WITH people AS (
      SELECT customer_id, ${PERSON} AS person, coalesce(max(influence), 1) AS influence,
        min(CASE stance WHEN 'supports' THEN 1 WHEN 'neutral' THEN 0 WHEN 'opposes' THEN -1 END) AS stance,
        list(DISTINCT role) FILTER (role IS NOT NULL) AS roles
      FROM contacts WHERE customer_id IS NOT NULL GROUP BY ALL
    ), accounts AS (
      SELECT customer_id, count(*) AS people, count(*) FILTER (stance = 1) AS supporters,
        count(*) FILTER (stance = 0) AS neutrals, count(*) FILTER (stance = -1) AS opponents,
        count(*) FILTER (stance IS NULL) AS unknown_stances,
        sum(influence::DECIMAL(18, 4) * coalesce(stance, 0)) / nullif(sum(influence::DECIMAL(18, 4)), 0) AS net_support,
        list_distinct(flatten(list(roles))) AS roles,
        coalesce(bool_or(stance = -1 AND list_contains(roles, 'decider')), false) AS decider_opposes,
        coalesce(bool_or(stance = -1 AND influence >= ${raw(String(highInfluence))}), false) AS has_blocker
      FROM people GROUP BY customer_id
    ), covered AS (
      SELECT *, list_filter(${roles}, lambda r: coalesce(list_contains(roles, r), false)) AS covered,
        list_filter(${roles}, lambda r: NOT coalesce(list_contains(roles, r), false)) AS missing FROM accounts
    ), flagged AS (
      SELECT *, list_filter([${flag(raw("decider_opposes"), DECIDER_OPPOSES)}, ${flag(raw("has_blocker"), BLOCKER)},
        ${flag(raw("list_contains(missing, 'decider')"), NO_DECIDER)}, ${flag(raw("people = 1"), ONE_CONTACT)}],
        lambda f: f IS NOT NULL) AS flag_list FROM covered
    )
    SELECT customer_id, net_support, nullif(array_to_string(flag_list, ', '), '') AS flags, len(flag_list) AS flag_count,
      len(covered) / ${raw(String(CONTACT_ROLES.length))} AS coverage,
      nullif(array_to_string(covered, ', '), '') AS roles_covered, nullif(array_to_string(missing, ', '), '') AS roles_missing,
      people, supporters, neutrals, opponents, unknown_stances
    FROM flagged`);
}
