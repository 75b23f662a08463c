import type { Book } from "../book/book.js";
import { identifier, join, literal, raw, sql } from "../engine/sql.js";
import { closest } from "../errors/closest.js";
import { CrmError } from "../errors/crm-error.js";
import { availableAttributes } from "./customer-columns.js";
import { typedAttributes } from "./typed-attributes.js";

/** Which customers a condition is held against. */
export interface ConditionScope {
  /** Table of the analysis, keyed by `customer_id`. */
  readonly table: string;
  /** Its columns that a condition may name. */
  readonly columns: readonly string[];
  readonly asOf: string;
}

const MEETING = "customers_meeting";

/**
 * Makes a table of the customers that meet a condition: one SQL expression over the columns of the list and every
 * attribute there is, listed or not. Attributes are numbers or dates where all their values are. The condition is taken
 * apart first: anything but one expression, subqueries, and functions of clock or chance are refused.
 *
 * @returns the table's name
 * @throws CrmError `bad-option`, whatever is wrong with the condition
 */
export async function customersMeeting(book: Book, condition: string, scope: ConditionScope): Promise<string> {
  const { engine } = book;
  const { columns, functions } = await takeApart(book, condition);
  const own = new Map(["customer_id", ...scope.columns].map((name) => [name.toLowerCase(), name]));
  const attributes = new Map(
    availableAttributes(book)
      .filter((name) => !own.has(name.toLowerCase()))
      .map((name) => [name.toLowerCase(), name]),
  );
  const asked = new Set<string>();
  for (const column of columns) {
    if (own.has(column.toLowerCase())) continue;
    const attribute = attributes.get(column.toLowerCase());
    if (attribute === undefined) throw noSuchColumn(column, [...own.values(), ...attributes.values()]);
    asked.add(attribute);
  }
  await refuseUnsteady(book, functions);
  const names = [...asked];
  await typedAttributes(book, names, scope.asOf, `${MEETING}_by`);
  const listed = [
    ...[...own.values()].map((name) => sql`r.${identifier(name)}`),
    ...names.map((name) => sql`a.${identifier(name)}`),
  ];
  try {
    await engine.run(sql`CREATE OR REPLACE TEMP TABLE ${raw(MEETING)} AS SELECT customer_id FROM (
      SELECT ${join(listed)} FROM ${raw(scope.table)} r LEFT JOIN ${raw(`${MEETING}_by`)} a USING (customer_id))
      WHERE (${raw(condition)}\n)`);
  } catch (cause) {
    if (cause instanceof CrmError) throw cause;
    throw refused(cause instanceof Error ? cause.message : String(cause), cause);
  }
  await engine.run(sql`DROP TABLE ${raw(`${MEETING}_by`)}`);
  return MEETING;
}

interface Parts {
  readonly columns: readonly string[];
  readonly functions: readonly string[];
}

/** The columns and functions that a condition names, from the engine's own parser. */
async function takeApart(book: Book, condition: string): Promise<Parts> {
  const statement = `SELECT * FROM t WHERE (${condition}\n)`;
  const { tree } = await book.engine.row<{ tree: string }>(
    sql`SELECT json_serialize_sql(${literal(statement)}::VARCHAR)::VARCHAR AS tree`,
  );
  const parsed = JSON.parse(tree) as SerializedSql;
  if (parsed.error) throw refused(parsed.error_message ?? "it cannot be read");
  const [statementNode, ...more] = parsed.statements ?? [];
  const { node } = statementNode ?? {};
  const plain =
    more.length === 0 &&
    node?.type === "SELECT_NODE" &&
    isEmpty(node.modifiers) &&
    isEmpty(node.group_expressions) &&
    node.having == null &&
    node.qualify == null &&
    node.where_clause != null;
  if (!plain) throw refused("it is more than one condition");
  const columns = new Set<string>();
  const functions = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    const one = part as Record<string, unknown>;
    if (one.class === "SUBQUERY") throw refused("it holds a query of its own");
    if (one.class === "COLUMN_REF") columns.add(String((one.column_names as string[]).at(0)));
    if (one.class === "FUNCTION") functions.add(String(one.function_name));
    for (const inner of Object.values(one)) visit(inner);
  };
  visit(node.where_clause);
  return { columns: [...columns], functions: [...functions] };
}

interface SerializedSql {
  readonly error: boolean;
  readonly error_message?: string;
  readonly statements?: readonly { readonly node: Readonly<Record<string, unknown>> }[];
}

const isEmpty = (list: unknown): boolean => Array.isArray(list) && list.length === 0;

/** Equal inputs have to give equal results, on every day. */
async function refuseUnsteady(book: Book, functions: readonly string[]): Promise<void> {
  if (functions.length === 0) return;
  const rows = await book.engine.rows<{ name: string }>(sql`
    SELECT DISTINCT function_name AS name FROM duckdb_functions()
    WHERE stability <> 'CONSISTENT' AND function_name IN (${join(functions.map((name) => literal(name.toLowerCase())))})`);
  const [first] = rows;
  if (first !== undefined) throw refused(`${first.name}() depends on clock or chance; write the day itself`);
}

function noSuchColumn(column: string, known: readonly string[]): CrmError {
  const near = closest(column, known);
  const hint = near === undefined ? `There are: ${known.slice(0, 30).join(", ")}.` : `Did you mean "${near}"?`;
  return new CrmError("bad-option", {
    option: "--where",
    detail: `there is no column "${column}"`,
    fix: `${hint} Names with blanks stand in double quotes, texts in single ones: "country = 'DE'".`,
  });
}

/** What the engine says, without its talk of binders and lines. */
function refused(message: string, cause?: unknown): CrmError {
  const [first = "", ...rest] = message.split("\n");
  const detail = first.replace(/^[A-Z]\w+ (?:Input )?Error: /, "").replace(/[.!]$/, "");
  const suggestion = rest.find((line) => line.startsWith("Did you mean"));
  return new CrmError("bad-option", {
    option: "--where",
    detail: `${detail.charAt(0).toLowerCase()}${detail.slice(1)}`,
    fix: `${suggestion === undefined ? "" : `${suggestion} `}Write one condition in SQL, as in --where "country = 'DE' AND monetary > 100".`,
    ...(cause === undefined ? {} : { cause }),
  });
}
