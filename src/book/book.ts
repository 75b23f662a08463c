import type { Column } from "../columns/column.js";
import type { Engine } from "../engine/engine.js";
import type { FileAccounting } from "../ingest/accounting.js";
import type { MergedCustomers } from "./merge-customers.js";
import type { RecordFields } from "./records.js";

/**
 * The book: what all analyses read. Relations in the engine, whether they are views over the tables of one run or
 * tables of a book file:
 *
 * - `transactions`: customer_id, day, amount, state, file_number and the fields named in `transactionFields`;
 * - `customers`: customer_id, name, the fields named in `customerFields`, and the map `attributes`;
 * - `interactions`, `referrals`, `responses`, `contacts`, `opportunities`, `listings`: the columns of `recordColumns` and file_number,
 *   empty where no file has them. `day` is null where a record has none; records after the as-of day are not there.
 *
 * `customers` holds the customers of the customer files; those known from transactions alone come from the summary.
 */
export interface Book {
  readonly engine: Engine;
  readonly transactionFields: ReadonlySet<string>;
  readonly customerFields: ReadonlySet<string>;
  /** The roles of which there are records, each with the fields that some file of it has. */
  readonly records: RecordFields;
  /** Headers of the customers' further columns. */
  readonly attributes: readonly string[];
  readonly files: readonly FileAccounting[];
  /** The one currency of the amounts where the files name it. */
  readonly currency: string | null;
  /** What the user should know about how the inputs were read. */
  readonly remarks: readonly string[];
  /** Attributes that `--join` added, each in a table keyed by `customer_id`, which has them under the same name. */
  readonly joined?: readonly JoinedAttribute[];
  /** Set where `--merge` merged customers. */
  readonly merged?: MergedCustomers;
}

/** A customer attribute from a joined file. */
export interface JoinedAttribute {
  readonly table: string;
  readonly column: Column;
}
