import type { Book, JoinedAttribute } from "../book/book.js";
import { ATTRIBUTES_IN_TRANSACTIONS, attributesFromTransactions } from "../book/summaries.js";
import type { Column } from "../columns/column.js";
import { identifier, join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { closest } from "../errors/closest.js";
import { CrmError } from "../errors/crm-error.js";
import { CUSTOMER_FIELDS } from "../ingest/fields/index.js";

/** A relation with one row a customer and the attributes asked for. */
export interface CustomerAttributes {
  /** Yields `customer_id` and the columns, in order. */
  readonly relation: Sql;
  readonly columns: readonly Column[];
}

/**
 * Customer attributes by name: fields of the customer files, the same fields where transactions carry them (as on the
 * customer's latest record), any further column of the customer files by its header, or a column of a joined file.
 *
 * @throws CrmError `no-such-column`
 */
export function customerAttributes(book: Book, names: readonly string[], asOf: string): CustomerAttributes {
  const found = names.map((name) => findAttribute(book, name));
  const fromFile = found.filter((one) => one.inFile);
  const fromTransactions = attributesFromTransactions(
    book,
    found.filter((one) => one.isField).map((one) => one.name),
    asOf,
  );
  const inTransactions = (name: string): boolean =>
    fromTransactions !== null && book.transactionFields.has(ATTRIBUTES_IN_TRANSACTIONS.get(name) ?? "");
  const values = found.map((one) => {
    const own = one.inFile ? sql`c.${identifier(one.name)}` : null;
    const theirs = one.isField && inTransactions(one.name) ? sql`t.${identifier(one.name)}` : null;
    const both = [own, theirs].filter((value) => value !== null);
    if (one.joined !== null) return sql`${identifier(one.joined.table)}.${identifier(one.name)}`;
    return sql`coalesce(${join([...both, raw("NULL")])}) AS ${identifier(one.name)}`;
  });
  const own = fromFile.map((one) =>
    one.isField ? identifier(one.name) : sql`attributes[${literal(one.name)}] AS ${identifier(one.name)}`,
  );
  const file = sql`(SELECT ${join([raw("customer_id"), ...own])} FROM customers) c`;
  const joinedTables = [...new Set(found.flatMap((one) => (one.joined === null ? [] : [one.joined.table])))];
  const other = join(
    [
      ...(fromTransactions === null ? [] : [sql` FULL JOIN (${fromTransactions}) t USING (customer_id)`]),
      ...joinedTables.map((table) => sql` FULL JOIN ${identifier(table)} USING (customer_id)`),
    ],
    "",
  );
  return {
    relation: sql`SELECT customer_id, ${join(values.length === 0 ? [raw("NULL AS nothing")] : values)} FROM ${file}${other}`,
    columns: found.map(
      (one) => one.joined?.column ?? { name: one.name, type: "text", description: one.description, ...one.textual },
    ),
  };
}

interface FoundAttribute {
  readonly name: string;
  readonly isField: boolean;
  readonly inFile: boolean;
  readonly joined: JoinedAttribute | null;
  readonly description: string;
  readonly textual: { readonly textual?: "phone" | "identifier" };
}

function findAttribute(book: Book, asked: string): FoundAttribute {
  const lower = asked.toLowerCase();
  const available = availableAttributes(book);
  const name = available.find((one) => one === asked) ?? available.find((one) => one.toLowerCase() === lower);
  if (name === undefined) {
    const near = closest(asked, available);
    throw new CrmError("no-such-column", {
      column: `"${asked}"`,
      fix:
        available.length === 0
          ? "No file has attributes of customers; add a customer file, or one with --join."
          : `${near === undefined ? "" : `Did you mean "${near}"? `}There are: ${available.slice(0, 20).join(", ")}.`,
    });
  }
  const joined = book.joined?.find((one) => one.column.name === name) ?? null;
  const field = joined === null ? CUSTOMER_FIELDS.find((one) => one.name === name) : undefined;
  const inFile = joined === null && (book.customerFields.has(name) || book.attributes.includes(name));
  return {
    name,
    isField: field !== undefined,
    inFile,
    joined,
    description: field?.description ?? `Column "${name}" of the customer file`,
    textual:
      name === "phone" || name === "fax"
        ? { textual: "phone" }
        : name.endsWith("_code")
          ? { textual: "identifier" }
          : {},
  };
}

/** The attributes that can be asked for. */
export function availableAttributes(book: Book): string[] {
  const fields = CUSTOMER_FIELDS.map((field) => field.name).filter(
    (name) => book.customerFields.has(name) || book.transactionFields.has(ATTRIBUTES_IN_TRANSACTIONS.get(name) ?? ""),
  );
  const joined = (book.joined ?? []).map((one) => one.column.name);
  return [...new Set([...fields, ...book.attributes, ...joined])];
}
