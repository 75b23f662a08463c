import type { Book } from "../book/book.js";
import type { Column } from "../columns/column.js";
import { ALIVE_QUANTITY } from "../columns/quantities.js";
import type { Engine } from "../engine/engine.js";
import { raw, sql } from "../engine/sql.js";
import { type FitOutcome, type History, type HistoryTable, type MbgNbdParameters, mbgNbd } from "../models/index.js";
import { DEFAULT_GATES, failedGates } from "./clv/gates.js";
import { readHistories } from "./clv/read-histories.js";

/** The column in which analyses show it. */
export const P_ALIVE: Column = {
  name: "p_alive",
  type: "share",
  quantity: ALIVE_QUANTITY,
  description:
    "Chance that the customer still buys, by MBG/NBD (that of crm clv is by the model chosen there); empty where the data are too few for it or it does not fit",
};

/** Who still buys, by the MBG/NBD model, which knows that a customer may stop after the first purchase too. */
export interface AliveOutcome {
  /**
   * Table with one row a customer with a purchase: `customer_id`, `repeat_purchases` (x), `recency_tx` and `age` in days,
   * `mean_spend`, `historic_value`, `recent_value`, `first_purchase`, `last_purchase` as in `createPurchaseHistories`, and
   * `p_alive` (null where no model could be fitted).
   */
  readonly table: string;
  /** Null where the model fits; else why there is no P(alive). */
  readonly refusal: string | null;
  /**
   * P(alive) of any history, times in days, by the same fit: so what it was on an earlier day, as it is seen now. Null
   * where no model could be fitted.
   */
  readonly chance: ((history: History) => number) | null;
}

/**
 * P(alive) of every customer of a table of purchase histories, from MBG/NBD fitted to these data (Batislam, Denizel &
 * Filiztekin 2007): BG/NBD would call every one-time buyer alive for certain. It is refused where the data do not reach
 * what `crm clv` asks of them, and where the fit ran to a bound at which nobody, or everybody, leaves.
 */
export async function createAlive(book: Book, histories: string, table: string): Promise<AliveOutcome> {
  const { engine } = book;
  const distinct = await readHistories(book, histories, 1, null);
  const age = distinct.age.reduce((most, one) => Math.max(most, one), 0);
  const fit = mbgNbd.fit(distinct);
  const refusal = refusalOf(distinct, age, fit);
  const chance =
    fit.ok && refusal === null ? (history: History) => mbgNbd.probabilityAlive(fit.parameters, history) : null;
  const chances = `${table}_chances`;
  await writeChances(
    engine,
    chances,
    distinct,
    (row) =>
      chance?.({
        frequency: distinct.frequency[row]!,
        recency: distinct.recency[row]!,
        age: distinct.age[row]!,
      }) ?? null,
  );
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    SELECT h.*, c.p_alive FROM ${raw(histories)} h JOIN ${raw(chances)} c USING (repeat_purchases, recency_tx, age)`);
  await engine.run(sql`DROP TABLE ${raw(chances)}`);
  return { table, refusal, chance };
}

/** Why there is no P(alive); null where there is. */
function refusalOf(histories: HistoryTable, days: number, fit: FitOutcome<MbgNbdParameters>): string | null {
  if (!fit.ok) return fit.reason;
  const [gate] = failedGates(histories, days, DEFAULT_GATES);
  if (gate !== undefined) return `${gate.name}: ${gate.found} found, ${gate.needed} needed`;
  if (!fit.converged) return "the model did not converge";
  // Bounds at which customers are all alike do no harm; one at which nobody, or everybody, leaves tells nobody from another.
  const { a, b } = fit.parameters;
  const leaving = a / (a + b);
  if (fit.standardErrorsMissing === null || (leaving >= LEAST_LEAVING && leaving <= 1 - LEAST_LEAVING)) return null;
  return `the model ran to a bound, where ${leaving < 0.5 ? "nobody ever leaves" : "everybody leaves at once"}`;
}

/** A mean chance of leaving after a purchase below this, at a bound of the fit, is none. */
const LEAST_LEAVING = 0.001;

async function writeChances(
  engine: Engine,
  table: string,
  histories: HistoryTable,
  chance: (row: number) => number | null,
): Promise<void> {
  await engine.run(
    sql`CREATE OR REPLACE TABLE ${raw(table)} (repeat_purchases INTEGER, recency_tx INTEGER, age INTEGER, p_alive DOUBLE)`,
  );
  const appender = await engine.appender(table);
  for (let row = 0; row < histories.count.length; row += 1) {
    appender.integer(histories.frequency[row]!);
    appender.integer(histories.recency[row]!);
    appender.integer(histories.age[row]!);
    appender.double(chance(row));
    appender.endRow();
  }
  appender.close();
}
