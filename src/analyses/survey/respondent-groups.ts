import type { Book } from "../../book/book.js";
import { identifier, literal, raw, sql } from "../../engine/sql.js";
import { availableAttributes } from "../customer-columns.js";
import { groupCustomers } from "../groups/group-customers.js";
import { scoreRfm } from "../rfm.js";
import type { Scorecard } from "../scorecard.js";
import { ELEVEN_SEGMENTS } from "../segments/maps.js";

/** Customers who answered, parted by something. */
export interface RespondentGroups {
  readonly name: string;
  /** Table with `customer_id`, `position` and `group`. */
  readonly table: string;
  readonly warnings: readonly string[];
}

/**
 * Parts the customers who answered by an attribute of customers, `segment` (RFM), or a column of another analysis
 * (`loyalty_class`, `rating`; where its name alone does not tell, `value_class`). Null where it is not known and need not be.
 *
 * @param isAsked whether the user asked for it, so that it has to be known
 * @throws CrmError `no-such-column`
 */
export async function respondentGroups(
  card: Scorecard,
  name: string,
  answers: string,
  place: number,
  isAsked: boolean,
): Promise<RespondentGroups | null> {
  const { book, asOf } = card;
  const customers = sql`(SELECT DISTINCT customer_id FROM ${raw(answers)} WHERE customer_id IS NOT NULL)`;
  const source = await sourceOf(card, name, place);
  if (source === null && !isAsked) return null;
  const { book: extended, attribute } = source ?? { book, attribute: name };
  const table = `survey_groups_${place}`;
  const grouping = await groupCustomers(extended, attribute, customers, asOf, table);
  return { name, table, warnings: grouping.warnings };
}

/** The book in which it is an attribute, and under which name; null where nothing of this name is known. */
async function sourceOf(
  card: Scorecard,
  name: string,
  place: number,
): Promise<{ readonly book: Book; readonly attribute: string } | null> {
  const { book, asOf } = card;
  const lower = name.toLowerCase();
  const own = availableAttributes(book).find((one) => one.toLowerCase() === lower);
  if (own !== undefined) return { book, attribute: own };
  if (!(await hasTransactions(book))) return null;
  const table = `survey_source_${place}`;
  const column = { name: lower, type: "text", description: name } as const;
  const joined = { ...book, joined: [...(book.joined ?? []), { table, column }] };
  if (lower === "segment") {
    await scoreRfm(book, { period: { asOf }, bins: 5, monetary: "total", map: ELEVEN_SEGMENTS }, `${table}_rfm`);
    await book.engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} AS
      SELECT customer_id, segment FROM ${identifier(`${table}_rfm`)}`);
    return { book: joined, attribute: lower };
  }
  // Only now: the registry has this analysis too.
  const { ANALYSES } = await import("../index.js");
  for (const analysis of ANALYSES) {
    const found = analysis.columnNames.find((one) => one === lower || `${analysis.id}_${one}` === lower);
    if (found === undefined || analysis.id === "survey") continue;
    const outcome = await analysis.score(card);
    if (!outcome.columns.some((one) => one.name === found)) continue;
    await book.engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} AS
      SELECT customer_id, ${identifier(found)} AS ${identifier(lower)} FROM ${identifier(outcome.table)}`);
    const typed = { ...outcome.columns.find((one) => one.name === found)!, name: lower };
    return { book: { ...book, joined: [...(book.joined ?? []), { table, column: typed }] }, attribute: lower };
  }
  return null;
}

/** Whether any purchase is known. */
export async function hasTransactions({ engine }: Book): Promise<boolean> {
  const { some } = await engine.row<{ some: boolean }>(sql`SELECT EXISTS (FROM transactions WHERE state < 2) AS some`);
  return some;
}

/** Groups that say nothing about who is in them, and so are not held against the others. */
export const isGroupOfPeople = sql`"group" NOT IN (${literal("(unknown)")}, ${literal("(other)")})`;
