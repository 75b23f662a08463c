import { resolve } from "node:path";
import type { Readable } from "node:stream";
import { availableAttributes } from "../analyses/customer-columns.js";
import type { Book } from "../book/book.js";
import { customerIdColumn, type JoinedFile, joinAttributes } from "../book/join-attributes.js";
import { mergeCustomers } from "../book/merge-customers.js";
import type { CommandContext } from "../cli/command.js";
import type { SHARED_OPTIONS } from "../cli/shared-options.js";
import type { Talk } from "../cli/talk.js";
import type { Column } from "../columns/column.js";
import { raw, sql } from "../engine/sql.js";
import type { InputFile } from "../ingest/import-files.js";
import { openTables } from "../ingest/open-tables.js";
import { openWorkspace, type Workspace } from "../ingest/source/workspace.js";
import type { ResultTable } from "../output/result.js";

/** A book after `--merge` and `--join`. */
export interface PreparedBook {
  readonly book: Book;
  readonly joined: readonly JoinedFile[];
  /** The files that were joined, so that no output overwrites one. */
  readonly inputs: readonly InputFile[];
}

const count = new Intl.NumberFormat("en-US");

/** Merges duplicated customers and joins further attributes, where it is asked for, and says what became of them. */
export async function prepareBook(
  book: Book,
  { settings, effects }: CommandContext<typeof SHARED_OPTIONS>,
  talk: Talk,
  ownColumns: readonly string[] = [],
): Promise<PreparedBook> {
  let prepared = book;
  if (settings.merge) {
    const { book: merged, outcome } = await mergeCustomers(book);
    prepared = merged;
    for (const warning of outcome.warnings) talk.warn(warning);
    talk.say(
      outcome.merged === 0
        ? "no two customers have the same e-mail or phone; nothing was merged"
        : `${count.format(outcome.merged)} ${outcome.merged === 1 ? "customer was" : "customers were"} merged into ${count.format(outcome.into)} with the same e-mail or phone (table merged)`,
    );
  }
  const joined: JoinedFile[] = [];
  const inputs: InputFile[] = [];
  if (settings.join.length === 0) return { book: prepared, joined, inputs };
  const workspace = openWorkspace();
  try {
    for (const name of settings.join) {
      const path = name === "-" ? name : resolve(effects.cwd, name);
      const taken = [...availableAttributes(prepared), ...ownColumns];
      const { book: widened, outcome } = await joinFile(prepared, { name, path }, effects.stdin, workspace, taken);
      prepared = widened;
      joined.push(outcome);
      inputs.push({ name, path });
      talk.say(sentence(outcome));
    }
  } finally {
    workspace.remove();
  }
  return { book: prepared, joined, inputs };
}

/** Joins the first table of a file that has a customer's id. How it is read is found out anew: it is no input of the run. */
async function joinFile(book: Book, file: InputFile, stdin: Readable, workspace: Workspace, taken: readonly string[]) {
  const tables = await openTables(book.engine, file.name, file.path, {}, stdin, workspace);
  const table = tables.find((one) => customerIdColumn(one) >= 0) ?? tables[0]!;
  try {
    return await joinAttributes(book, table, taken);
  } finally {
    for (const one of tables) await one.release();
  }
}

function sentence({ file, read, joined, repeated, unknown, withoutId, rejected, columns }: JoinedFile): string {
  const rest = [
    [repeated, "repeated"],
    [unknown, "of customers that are not known"],
    [withoutId, "without a customer id"],
    [rejected, "rejected"],
  ] as const;
  const further = rest.filter(([many]) => many > 0).map(([many, what]) => ` + ${count.format(many)} ${what}`);
  const named = columns.slice(0, 8).join(", ") + (columns.length > 8 ? `, … (${columns.length})` : "");
  return `${file}: ${count.format(read)} records read = ${count.format(joined)} joined${further.join("")}, as ${named}`;
}

const MERGED_COLUMNS: readonly Column[] = [
  { name: "customer_id", type: "text", textual: "identifier", description: "Customer who is no longer listed" },
  { name: "merged_into", type: "text", textual: "identifier", description: "Customer who has the transactions now" },
  { name: "reason", type: "text", description: "What the customer has in common: email, phone, or both" },
];

/** Which customer went into which; null where nothing was to be merged. */
export const mergedTable = ({ merged }: Book): ResultTable | null =>
  merged === undefined
    ? null
    : {
        name: "merged",
        title: "Merged customers",
        columns: MERGED_COLUMNS,
        query: sql`SELECT customer_id, merged_into, reason FROM ${raw(merged.table)} ORDER BY merged_into, customer_id`,
      };
