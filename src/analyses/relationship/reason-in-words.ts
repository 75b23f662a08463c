import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import { VERDICTS } from "./columns.js";

const [COSTS_MORE, UNDER_SERVED, OVER_SERVED] = VERDICTS;

const money = (value: string): Sql => raw(`printf('%,.2f', (${value})::DOUBLE)`);
const contacts = (count: string): Sql => raw(`(${count} || CASE ${count} WHEN 1 THEN ' contact' ELSE ' contacts' END)`);

/** `5 % of a margin of 1,200.00 pays 10 at 6.00`. */
const paid = sql`printf('%.4g', share * 100) || ' % of a margin of ' || ${money("margin")}
  || coalesce(' pays ' || affordable_contacts || ' at ' || ${money("mean_contact_cost")}, ' pays any number')`;

const unsuitable = sql`${contacts("unsuitable_contacts")} || ' of a kind that the level does not have'`;

/**
 * SQL for the level and the verdict of a customer in words with their numbers, then what goes beyond caps and opt-outs.
 *
 * @param isKnown whether any interactions are
 */
export function reasonInWords(isKnown: boolean): Sql {
  const before = sql`'no purchase yet, so no level' || CASE WHEN contacts > 0
    THEN '; ' || ${contacts("contacts")} || ' for ' || ${money("contact_cost")} || ' in the year' ELSE '' END`;
  const verdict = sql`CASE verdict
    WHEN ${literal(COSTS_MORE)} THEN ${contacts("contacts")} || ' for ' || ${money("contact_cost")} || ' in the year, more than the margin of ' || ${money("margin")}
    WHEN ${literal(OVER_SERVED)} THEN concat_ws('; ', CASE WHEN contacts > affordable_contacts
        THEN ${contacts("contacts")} || ' in the year, but ' || ${paid} END, CASE WHEN unsuitable_contacts > 0 THEN ${unsuitable} END)
    WHEN ${literal(UNDER_SERVED)} THEN contacts || ' of ' || ${contacts("due_contacts")} || ' due in the year; ' || ${paid}
    ELSE ${contacts("contacts")} || ' for ' || ${money("contact_cost")} || ' in the year, ' || due_contacts || ' due; ' || ${paid} END`;
  const said = isKnown ? verdict : sql`'no interactions are known, so its contacts cannot be judged'`;
  return sql`CASE WHEN level IS NULL THEN ${before} ELSE why || '; ' || ${said} END || coalesce('; ' || reasons, '')`;
}
