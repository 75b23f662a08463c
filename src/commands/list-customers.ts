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
  const available = availableAttributes(book);
  const own = new Set(["customer_id", ...request.columns.map((column) => column.name)]);
  const asked = [...new Set(settings.columns ?? [])].filter((name) => !own.has(name.toLowerCase()));
  const named = available.includes("name") && !asked.includes("name") ? ["name", ...asked] : [...asked];
  const attributes = customerAttributes(book, named, request.asOf);
  const further = attributes.columns.filter((column) => column.name !== "name" || asked.includes("name"));
  const columns = [
    ID,
    ...(available.includes("name") ? [NAME] : []),
    ...request.columns,
    ...further.filter((one) => one.name !== "name"),
  ];
  const from = sql`${raw(request.table)} r LEFT JOIN (${attributes.relation}) a USING (customer_id)`;
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
    query: sql`SELECT ${join(columns.map((column) => identifier(column.name)))} FROM (SELECT * FROM ${from})${condition}
      ORDER BY ${sortOrder(settings.sort, columns) ?? request.order}${settings.top === undefined ? raw("") : raw(` LIMIT ${settings.top}`)}`,
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
