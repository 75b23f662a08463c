/** What a column's values are; decides alignment, number format and the type in each output format. */
export type ColumnType = "text" | "integer" | "number" | "money" | "share" | "date" | "boolean";

/**
 * One declared column of a result. Table heads, help, the workbook's data dictionary, the JSON schema and the
 * README's column tables all come from this declaration.
 */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Unit of the values, such as `days` or the currency; left out where there is none. */
  readonly unit?: string;
  readonly description: string;
  /** `score` columns run from 1 to `bins` and are coloured so in workbooks. */
  readonly scale?: { readonly kind: "score"; readonly bins: number };
  /** Sentences: on a terminal they are wrapped, never cut. */
  readonly prose?: true;
  /** Identifiers and phones are text that must stay text in a spreadsheet. */
  readonly textual?: "identifier" | "phone";
  /** What is measured, where analyses list the same thing under several names: see quantities.ts. */
  readonly quantity?: string;
  /** Not what a reader decides by: the first to be left out where a terminal is too narrow for all. */
  readonly minor?: true;
}

/** The columns, of which a reader decides by those named; the others are minor. */
export const decidedBy = (names: readonly string[], columns: readonly Column[]): readonly Column[] =>
  columns.map((column) => (names.includes(column.name) ? column : { ...column, minor: true }));
