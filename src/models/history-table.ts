import { type GroupedHistory, historyFault } from "./history.js";

/**
 * Distinct histories in columns, ascending by frequency, recency and age. The fitters' cost grows with the number of
 * rows, whatever the counts are.
 */
export interface HistoryTable {
  readonly frequency: Float64Array;
  /** 0 where frequency is 0. */
  readonly recency: Float64Array;
  readonly age: Float64Array;
  /** Customers with this history. */
  readonly count: Float64Array;
  readonly customers: number;
  /** Sum over all customers of `sumLogIntervals`; null where a repeat buyer lacks it. */
  readonly sumLogIntervals: number | null;
}

/** Any form in which a fitter takes histories. */
export type Histories = HistoryTable | readonly GroupedHistory[];

/**
 * Puts equal histories together, with counts, in an order that does not depend on the order of the input.
 *
 * Throws RangeError for a history that cannot be, naming its place in the list.
 *
 * @example groupHistories([{ frequency: 0, recency: 0, age: 9 }, { frequency: 0, recency: 0, age: 9 }]).count // [2]
 */
export const groupHistories = (histories: Histories): HistoryTable => {
  if ("customers" in histories) {
    checkTable(histories);
    return histories;
  }
  const kept: GroupedHistory[] = [];
  for (const [index, history] of histories.entries()) {
    const count = history.count ?? 1;
    const fault = historyFault(history) ?? (Number.isSafeInteger(count) && count >= 0 ? null : `count is ${count}`);
    if (fault !== null) throw new RangeError(`histories[${index}]: ${fault}`);
    if (count > 0) kept.push(history.frequency === 0 && history.recency !== 0 ? { ...history, recency: 0 } : history);
  }
  kept.sort(
    (one, other) =>
      one.frequency - other.frequency ||
      one.recency - other.recency ||
      one.age - other.age ||
      (one.sumLogIntervals ?? 0) - (other.sumLogIntervals ?? 0),
  );
  const frequency: number[] = [];
  const recency: number[] = [];
  const age: number[] = [];
  const count: number[] = [];
  let customers = 0;
  let sumLogIntervals: number | null = 0;
  for (const history of kept) {
    const last = count.length - 1;
    const many = history.count ?? 1;
    customers += many;
    if (history.frequency > 0 && sumLogIntervals !== null)
      sumLogIntervals = history.sumLogIntervals === undefined ? null : sumLogIntervals + many * history.sumLogIntervals;
    if (frequency[last] === history.frequency && recency[last] === history.recency && age[last] === history.age)
      count[last]! += many;
    else {
      frequency.push(history.frequency);
      recency.push(history.recency);
      age.push(history.age);
      count.push(many);
    }
  }
  return {
    frequency: Float64Array.from(frequency),
    recency: Float64Array.from(recency),
    age: Float64Array.from(age),
    count: Float64Array.from(count),
    customers,
    sumLogIntervals,
  };
};

const checkTable = ({ frequency, recency, age, count }: HistoryTable): void => {
  for (let row = 0; row < count.length; row += 1) {
    const history = { frequency: frequency[row]!, recency: recency[row]!, age: age[row]! };
    const fault = historyFault(history) ?? (count[row]! > 0 ? null : `count is ${count[row]}`);
    if (fault !== null) throw new RangeError(`histories, row ${row}: ${fault}`);
    if (row === 0) continue;
    const rise =
      history.frequency - frequency[row - 1]! || history.recency - recency[row - 1]! || history.age - age[row - 1]!;
    if (!(rise > 0)) throw new RangeError(`histories, row ${row}: not ascending by frequency, recency and age`);
  }
};

/** Every `stride`-th row, so that at most `most` remain: enough to find a good start for the whole. */
export const thinned = (table: HistoryTable, most: number): HistoryTable => {
  const stride = Math.ceil(table.count.length / most);
  if (stride <= 1) return table;
  const keep = (column: Float64Array): Float64Array => column.filter((_, index) => index % stride === 0);
  const count = keep(table.count);
  return {
    frequency: keep(table.frequency),
    recency: keep(table.recency),
    age: keep(table.age),
    count,
    customers: count.reduce((sum, many) => sum + many, 0),
    sumLogIntervals: null,
  };
};

/** The same histories with times counted in another unit: one new unit is `unit` old ones. */
export const inUnit = (table: HistoryTable, unit: number): HistoryTable => ({
  ...table,
  recency: table.recency.map((value) => value / unit),
  age: table.age.map((value) => value / unit),
});

/** Sum over customers of a column. */
export const total = (table: HistoryTable, column: Float64Array): number =>
  column.reduce((sum, value, index) => sum + value * table.count[index]!, 0);
