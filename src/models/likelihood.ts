import type { HistoryTable } from "./history-table.js";

/** A log-likelihood over many customers, in the logarithms of the parameters: its mean per customer. */
export type MeanLogLikelihood = (logParameters: readonly number[], gradient: Float64Array) => number;

/** Makes the log-likelihood of a table of histories; what does not depend on the parameters is prepared once. */
export type LikelihoodMaker = (table: HistoryTable) => MeanLogLikelihood;

/** The distinct values of an ascending column, and for each row the index of its value. */
export const distinctValues = (column: Float64Array): { values: Float64Array; index: Uint32Array } => {
  const values: number[] = [];
  const index = new Uint32Array(column.length);
  for (let row = 0; row < column.length; row += 1) {
    if (values.length === 0 || values[values.length - 1] !== column[row]) values.push(column[row]!);
    index[row] = values.length - 1;
  }
  return { values: Float64Array.from(values), index };
};

/** Customers for each distinct value. */
export const countByValue = (index: Uint32Array, count: Float64Array, values: number): Float64Array => {
  const sums = new Float64Array(values);
  for (let row = 0; row < index.length; row += 1) sums[index[row]!]! += count[row]!;
  return sums;
};
