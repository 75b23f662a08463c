import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import { VERDICTS } from "./columns.js";

const [COSTS_MORE, UNDER_SERVED, OVER_SERVED] = VERDICTS;

const money = (value: string): Sql => raw(`printf('%,.2f', (${value})::DOUBLE)`);
const contacts = (count: string): Sql => raw(`(${count} || CASE ${count} WHEN 1 THEN ' contact' ELSE ' contacts' END)`);

/** `5 % of a margin of 1,200.00 is 60.00, which pays 10 at 6.00`. */
const paid = sql`printf('%.4g', share * 100) || ' % of a margin of ' || ${money("margin")} || ' is ' || ${money("contact_budget")}
  || coalesce(', which pays ' || affordable_contacts || ' at ' || ${money("mean_contact_cost")}, '')`;

const made = sql`${contacts("contacts")} || ' for ' || ${money("contact_cost")} || ' in the year'`;

const unsuitable = sql`CASE WHEN unsuitable_contacts > 0
  THEN '; ' || ${contacts("unsuitable_contacts")} || ' of a kind that the level does not have' ELSE '' END`;

/**
 * SQL for the level and the verdict of a customer in words with their numbers, then what goes beyond caps and opt-outs.
 *
 * @param isKnown whether any interactions are
 */
export function reasonInWords(isKnown: boolean): Sql {
  const before = sql`'no purchase yet, so no level' || CASE WHEN contacts > 0
    THEN '; ' || ${made} ELSE '' END`;
  const verdict = sql`CASE verdict
    WHEN ${literal(COSTS_MORE)} THEN ${made} || ', more than the margin of ' || ${money("margin")}
    WHEN ${literal(OVER_SERVED)} THEN ${made} || ', but ' || ${paid}
    WHEN ${literal(UNDER_SERVED)} THEN contacts || ' of ' || ${contacts("due_contacts")} || ' due in the year; ' || ${paid}
    ELSE ${made} || ', ' || due_contacts || ' due; ' || ${paid} END`;
  const said = isKnown
    ? sql`${verdict} || ${unsuitable}`
    : sql`'no interactions are known, so its contacts cannot be judged'`;
  return sql`CASE WHEN level IS NULL THEN ${before} ELSE why || '; ' || ${said} END || coalesce('; ' || reasons, '')`;
}
