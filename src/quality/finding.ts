import type { Book } from "../book/book.js";
import type { Engine, Row } from "../engine/engine.js";
import type { Sql } from "../engine/sql.js";
import type { ImportedFile } from "../ingest/import-files.js";
import type { ExaminedTable } from "./examined-table.js";

/** `error`: the other commands will refuse the input; `warning`: figures may be wrong; `note`: good to know. */
export type Severity = "error" | "warning" | "note";

/** Something that `crm check` tells about the input. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** Null where it is about all files. */
  readonly file: string | null;
  /** How many records, customers, values or columns it is about. */
  readonly count: number;
  readonly message: string;
  /** What to do about it; empty where there is nothing to do. */
  readonly advice: string;
  readonly examples: readonly string[];
}

/** What findings are looked for in. */
export interface QualityContext {
  readonly engine: Engine;
  readonly tables: readonly ExaminedTable[];
  /** The loaded tables; their numbers are the `file_number` of records and rejects. */
  readonly imported: readonly ImportedFile[];
  /** Of the files that could be loaded; amounts may be in several currencies. */
  readonly book: Book;
  /** Set by `--as-of`. */
  readonly asOf: string | null;
  /** Amounts were converted with a rates file. */
  readonly hasRates: boolean;
}

/** One occurrence; `code` where the kind covers several. */
export type Hit = Omit<Finding, "code" | "severity" | "examples" | "advice"> &
  Partial<Pick<Finding, "code" | "examples" | "advice">>;

/** A kind of finding: a new one is a file with such a record, and a line in the registry. */
export interface FindingKind {
  readonly code: string;
  readonly severity: Severity;
  /** What it means, in a sentence. */
  readonly meaning: string;
  find(context: QualityContext): Promise<readonly Hit[]>;
}

const number = new Intl.NumberFormat("en-US");

/** `1 record`, `2,000 records`. */
export const many = (count: number, noun: string, plural = `${noun}s`): string =>
  `${number.format(count)} ${count === 1 ? noun : plural}`;

/** The first column of a query as texts. */
export async function texts(engine: Engine, query: Sql): Promise<string[]> {
  const rows = await engine.rows<Row>(query);
  return rows.map((row) => String(Object.values(row)[0] ?? ""));
}

/** Examples of one finding. */
export const MOST_EXAMPLES = 5;
