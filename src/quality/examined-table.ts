import type { CrmError } from "../errors/crm-error.js";
import type { ImportedFile } from "../ingest/import-files.js";
import type { ColumnMatches } from "../ingest/match-columns.js";
import type { FileForm } from "../ingest/raw-table.js";
import type { Recognised } from "../ingest/recognise-tables.js";
import type { DuplicateRows } from "./duplicate-rows.js";
import type { NearestField } from "./nearest-fields.js";
import type { ColumnProfile } from "./profile-columns.js";

/** One table of an input (a file, or a sheet of a workbook) with all that could be found out about it. */
export interface ExaminedTable {
  readonly name: string;
  readonly path: string;
  /** Null where the file could not be opened. */
  readonly form: FileForm | null;
  readonly headers: readonly string[];
  readonly samples: readonly (readonly string[])[];
  /** Null where the headers do not tell what it holds. */
  readonly recognised: Recognised | null;
  readonly matches: ColumnMatches | null;
  /** Fields that come nearest to the headers, where the role is not known. */
  readonly nearest: readonly NearestField[];
  readonly columns: readonly ColumnProfile[];
  readonly duplicateRows: DuplicateRows | null;
  /** Null where it was not loaded: for `error`, or because other sheets of the workbook are the data. */
  readonly imported: ImportedFile | null;
  readonly error: CrmError | null;
}

/** A sheet beside the data that holds nothing of a known kind. */
export const isIgnored = (table: ExaminedTable): boolean => table.recognised === null && table.error === null;
