import type { Column } from "../columns/column.js";
import type { Sql } from "../engine/sql.js";
import type { ResultTable } from "../output/result.js";
import type { Scorecard } from "./scorecard.js";

/** What an analysis says of every customer, and of all of them together. */
export interface AnalysisOutcome {
  /** Table with `customer_id` and the columns, one row for every customer that is known; prospects have nulls. */
  readonly table: string;
  /** The columns after `customer_id` and `name`, in order. */
  readonly columns: readonly Column[];
  /** The analysis's own ranking, total: the last key is `customer_id`. */
  readonly order: Sql;
  /** Tables about groups or the whole: distributions, matrices, lists. The first is the one that a person looks at first. */
  readonly tables: readonly ResultTable[];
  /** Figures about the whole, for JSON and the report. */
  readonly meta: Readonly<Record<string, unknown>>;
}

/** An analysis of the scorecard, as commands, `--with`, the report and the call list know it. */
export interface Analysis {
  readonly id: string;
  readonly title: string;
  /** The names of its columns, which no joined attribute can have. */
  readonly columnNames: readonly string[];
  /** Works it out once a scorecard, whoever asks. */
  score(card: Scorecard): Promise<AnalysisOutcome>;
}
