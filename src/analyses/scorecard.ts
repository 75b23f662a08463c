import type { Book } from "../book/book.js";
import { createPurchaseHistories } from "../book/purchase-histories.js";
import type { Rules } from "../rules/index.js";
import { type AliveOutcome, createAlive } from "./alive.js";
import { type ClvOutcome, type ClvParameters, scoreClv } from "./clv/clv.js";
import { measureMargin } from "./clv/margin.js";

/**
 * What the analyses of one run share: the book, the day, the rules, and everything that one of them has worked out and
 * another needs. Each is worked out once, whoever asks first.
 */
export interface Scorecard {
  readonly book: Book;
  readonly asOf: string;
  /** The base of every "then and now"; null where nothing is compared. */
  readonly compareTo: string | null;
  readonly rules: Rules;
  readonly seed: number;
  /** Tells the user what an analysis assumed or could not use. */
  readonly say: (sentence: string) => void;
  /** Does the work the first time that this key is asked for, and gives the same outcome ever after. */
  once<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** P(alive) as of a day. */
  alive(asOf: string): Promise<AliveOutcome>;
  /** Lifetime value (without intervals, unless the scorecard was opened with them), as `crm clv` with the same configuration works it out; as of the card's day where none is given. */
  clv(day?: string): Promise<ClvOutcome>;
}

export interface ScorecardOptions {
  readonly asOf: string;
  readonly compareTo?: string | undefined;
  readonly rules: Rules;
  readonly seed?: number;
  readonly say: (sentence: string) => void;
  /** What `crm clv` would be asked for, given the margin and the day. */
  readonly clv: (margin: number, asOf: string) => ClvParameters;
  /** The margin where it was said; else the data's own. */
  readonly margin?: number | undefined;
  /** Whether anybody asks for intervals of lifetime value, which cost most of its time. */
  readonly clvIntervals?: boolean;
}

export function openScorecard(book: Book, options: ScorecardOptions): Scorecard {
  const { asOf, compareTo = null, rules, seed = 1, say } = options;
  const done = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const known = done.get(key) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const outcome = work();
    done.set(key, outcome);
    return outcome;
  };
  const table = (name: string, day: string): string => `${name}_${day.replaceAll("-", "")}`;
  // Whoever asks first; clv and P(alive) read the same.
  const histories = (day: string): Promise<string> =>
    once(`histories ${day}`, async () => {
      await createPurchaseHistories(book, day, table("histories", day));
      return table("histories", day);
    });
  return {
    book,
    asOf,
    compareTo,
    rules,
    seed,
    say,
    once,
    alive: (day) => once(`alive ${day}`, async () => createAlive(book, await histories(day), table("alive", day))),
    clv: (day = asOf) =>
      once(`clv ${day}`, async () => {
        const measured = options.margin === undefined ? await measureMargin(book, day) : null;
        if (measured?.isRefused && day === asOf) say(`CLV is of revenue: ${measured.sentence ?? ""}`);
        const margin = options.margin ?? measured?.share ?? 1;
        const parameters = { ...options.clv(margin, day), intervals: options.clvIntervals === true };
        return scoreClv(book, parameters, await histories(day), day === asOf ? "clv" : table("clv", day));
      }),
  };
}
