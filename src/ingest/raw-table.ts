import type { Sql } from "../engine/sql.js";

/** Lines that are no records, counted apart from them. */
export interface Skipped {
  readonly preamble: number;
  readonly header: number;
  readonly blank: number;
}

/** A record that cannot even be split into the header's fields. */
export interface StructuralReject {
  readonly line: number;
  readonly endLine: number;
  readonly code: "field-count" | "bad-quote" | "bad-json";
  readonly message: string;
  readonly text: string;
  readonly cells: readonly string[];
}

/** A record that was loaded, where it stands in its file and what stands there. */
export interface LocatedRecord {
  readonly ordinal: number;
  readonly line: number;
  readonly text: string;
  readonly cells: readonly string[];
}

/** What loading a raw table found. `read = rows + structural rejects`, asserted by whoever loads. */
export interface LoadedTable {
  /** Records after the header. */
  readonly read: number;
  /** Records that became rows, in the order of the file. */
  readonly rows: number;
  readonly skipped: Skipped;
  readonly structural: readonly StructuralReject[];
  /** Things the user should know, such as a slower way of reading. */
  readonly remarks: readonly string[];
  /** Line and original text of rows, by their ordinal (0 is the first row that was loaded). */
  locate(ordinals: readonly number[]): Promise<LocatedRecord[]>;
}

/** How a file is written, for `crm check` and the manifest. */
export interface FileForm {
  readonly container: "delimited" | "workbook" | "parquet" | "json-lines";
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly quote?: string;
  readonly sheet?: string;
  readonly headerLine?: number;
}

/**
 * A file as a table of texts, before anything is known about what its columns mean. Its relation yields the columns
 * `c0`, `c1`, … in the header's order, so that no header can ever be read as SQL or clash with another.
 */
export interface RawTable {
  readonly name: string;
  readonly form: FileForm;
  readonly headers: readonly string[];
  /** The first rows, for recognising columns and formats. */
  readonly samples: readonly (readonly string[])[];
  /**
   * Makes `table` from a projection of the relation, rows in file order, and accounts for every record. When the
   * quick way of reading turns out not to fit the file, it is read again the careful way.
   */
  load(table: string, project: (relation: Sql) => Sql): Promise<LoadedTable>;
  /** The relation by itself, for profile queries; it can be asked for before and after `load`. */
  relation(): Promise<Sql>;
  /** Drops what was staged for it. */
  release(): Promise<void>;
}

/** Name of the column of a raw relation that holds the field at `index`. */
export const rawColumn = (index: number): string => `c${index}`;
