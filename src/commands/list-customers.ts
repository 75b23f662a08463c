import { availableAttributes, customerAttributes } from "../analyses/customer-columns.js";
import { customersMeeting } from "../analyses/customer-condition.js";
import type { Book } from "../book/book.js";
import type { Column } from "../columns/column.js";
import { identifier, join, raw, type Sql, sql } from "../engine/sql.js";
import { closest } from "../errors/closest.js";
import { CrmError } from "../errors/crm-error.js";
import type { ResultTable } from "../output/result.js";

/** What decides which customers are listed, with which columns and in which order. */
export interface ListSettings {
  readonly columns: readonly string[] | undefined;
  readonly where: string | undefined;
  readonly sort: string | undefined;
  readonly top: number | undefined;
}

export interface ListRequest {
  /** Table of the analysis, keyed by `customer_id`. */
  readonly table: string;
  readonly columns: readonly Column[];
  /** The analysis's own ranking. */
  readonly order: Sql;
  readonly asOf: string;
  readonly settings: ListSettings;
}

const ID: Column = {
  name: "customer_id",
  type: "text",
  textual: "identifier",
  description: "The customer's identifier",
};
const NAME: Column = { name: "name", type: "text", description: "The customer's name, where it is known" };

/**
 * The ranked list of customers: identifier, name where known, the analysis's columns, then the attributes asked for.
 * `where` may name any attribute, listed or not; `top` cuts the list in every format.
 */
export async function listCustomers(book: Book, request: ListRequest): Promise<ResultTable> {
  const { settings } = request;
  const { columns, attributes } = columnsOf(book, request);
  const values = [
    sql`r.*`,
    ...attributes.map(({ column, attribute }) => sql`a.${identifier(attribute)} AS ${identifier(column.name)}`),
  ];
  const { relation } = customerAttributes(
    book,
    attributes.map(({ attribute }) => attribute),
    request.asOf,
  );
  const from = sql`SELECT ${join(values)} FROM ${raw(request.table)} r LEFT JOIN (${relation}) a USING (customer_id)`;
  const meeting =
    settings.where === undefined
      ? null
      : await customersMeeting(book, settings.where, {
          table: request.table,
          columns: request.columns.map((column) => column.name),
          asOf: request.asOf,
        });
  const condition = meeting === null ? raw("") : sql` WHERE customer_id IN (SELECT customer_id FROM ${raw(meeting)})`;
  return {
    name: "customers",
    title: settings.where === undefined ? "Customers" : `Customers where ${settings.where}`,
    columns,
    query: sql`SELECT ${join(columns.map((column) => identifier(column.name)))} FROM (${from})${condition}
      ORDER BY ${sortOrder(settings.sort, columns) ?? request.order}${settings.top === undefined ? raw("") : raw(` LIMIT ${settings.top}`)}`,
  };
}

/**
 * Makes sure before the work is done that the columns asked for and the one to sort by are there.
 *
 * @throws CrmError `no-such-column`
 */
export function checkList(book: Book, request: Pick<ListRequest, "columns" | "asOf" | "settings">): void {
  sortOrder(request.settings.sort, columnsOf(book, request).columns);
}

interface ListedColumns {
  readonly columns: readonly Column[];
  /** The attributes among them, each with its own name. */
  readonly attributes: readonly { readonly column: Column; readonly attribute: string }[];
}

/**
 * An attribute of the customers that has the name of one of the analysis's columns is listed as `customer_` and that name,
 * as joined attributes are under their file's.
 */
function columnsOf(book: Book, request: Pick<ListRequest, "columns" | "asOf" | "settings">): ListedColumns {
  const available = availableAttributes(book);
  const own = new Set(["customer_id", ...request.columns.map((column) => column.name)]);
  const isAttribute = (name: string): boolean => available.some((one) => one.toLowerCase() === name.toLowerCase());
  const asked = [...new Set(request.settings.columns ?? [])].filter(
    (name) => !own.has(name.toLowerCase()) || (name.toLowerCase() !== "customer_id" && isAttribute(name)),
  );
  const found = customerAttributes(book, asked, request.asOf).columns.filter((column) => column.name !== "name");
  const taken = new Set([...own, ...found.map((column) => column.name.toLowerCase())]);
  const further = found.map((column) => {
    if (!own.has(column.name.toLowerCase())) return { column, attribute: column.name };
    let name = `customer_${column.name}`;
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `customer_${column.name}_${number}`;
    taken.add(name.toLowerCase());
    return { column: { ...column, name }, attribute: column.name };
  });
  const name = available.includes("name") ? [{ column: NAME, attribute: "name" }] : [];
  return {
    columns: [ID, ...name.map((one) => one.column), ...request.columns, ...further.map((one) => one.column)],
    attributes: [...name, ...further],
  };
}

function sortOrder(sort: string | undefined, columns: readonly Column[]): Sql | null {
  if (sort === undefined) return null;
  const [name, direction] = sort.split(":");
  const column = columns.find((one) => one.name === name);
  if (column === undefined || (direction !== undefined && direction !== "asc" && direction !== "desc")) {
    const near = closest(
      name ?? "",
      columns.map((one) => one.name),
    );
    throw new CrmError("no-such-column", {
      column: `"${sort}" to sort by`,
      fix: `${near === undefined ? "" : `Did you mean "${near}"? `}Use a column of the list, with :asc or :desc.`,
    });
  }
  return sql`${identifier(column.name)} ${raw(direction === "desc" ? "DESC NULLS LAST" : "ASC NULLS LAST")}, customer_id`;
}
