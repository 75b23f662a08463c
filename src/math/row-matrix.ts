/** Rows of numbers one after the other: the value of a row in a column is `values[row * columns + column]`. */
export interface RowMatrix {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
}
