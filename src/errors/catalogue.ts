/** Exit codes of the command line. 0 and 1 mean that every output is complete and in place. */
export const EXIT = {
  done: 0,
  checkFailed: 1,
  usage: 2,
  input: 3,
  output: 4,
  noModel: 5,
  bug: 70,
  interrupted: 130,
} as const;

/** One kind of failure: what happened, what to do about it, and the exit code it ends with. */
export interface ErrorKind {
  readonly message: string;
  readonly hint: string;
  readonly exitCode: number;
}

/**
 * Every failure that a user can meet, by its stable code. The message on the terminal, the object of `--json`
 * and the table in the README come from here. `{name}` is filled in from the details of the error.
 */
export const CATALOGUE = {
  // usage and configuration
  usage: { message: "{detail}", hint: "Run `{help}` to see what the command takes.", exitCode: EXIT.usage },
  "bad-option": { message: "{option}: {detail}", hint: "{fix}", exitCode: EXIT.usage },
  "no-input": {
    message: "No input files were named, and no configuration names any.",
    hint: "Name the exports, as in `crm segment customers.xlsx orders.csv`, or run `crm init` on them once.",
    exitCode: EXIT.usage,
  },
  "config-invalid": { message: "The configuration cannot be used: {detail}", hint: "{fix}", exitCode: EXIT.usage },
  "no-such-column": { message: "There is no column {column}.", hint: "{fix}", exitCode: EXIT.usage },
  "map-invalid": { message: "The segment map cannot be used: {detail}", hint: "{fix}", exitCode: EXIT.usage },

  // input
  "file-missing": { message: "There is no such file.", hint: "{fix}", exitCode: EXIT.input },
  "file-unreadable": { message: "The file cannot be read: {detail}", hint: "{fix}", exitCode: EXIT.input },
  "file-empty": { message: "The file is empty.", hint: "Export it again, with data in it.", exitCode: EXIT.input },
  "header-only": {
    message: "The file has a header but no record below it.",
    hint: "Export it again for a period that has records.",
    exitCode: EXIT.input,
  },
  "file-binary": {
    message: "The file is not text, a workbook, Parquet or JSON lines.",
    hint: "Export it as CSV or .xlsx.",
    exitCode: EXIT.input,
  },
  "workbook-unreadable": { message: "The workbook cannot be read: {detail}", hint: "{fix}", exitCode: EXIT.input },
  "encoding-unknown": {
    message: "The text is not valid {encoding}.",
    hint: "Say what it is with --encoding (utf-8, utf-16le, windows-1252, gb18030).",
    exitCode: EXIT.input,
  },
  "role-unknown": {
    message: "What this file holds cannot be told from its headers: {headers}",
    hint: "{fix}",
    exitCode: EXIT.input,
  },
  "call-list-incomplete": {
    message:
      "This is a call list of `crm followup` that has lost its column {columns}, so that its outcomes cannot be read.",
    hint: "{fix}",
    exitCode: EXIT.input,
  },
  "column-missing": { message: "No column for {field}. {detail}", hint: "{fix}", exitCode: EXIT.input },
  "no-buyer": {
    message: "This is {system}, and it has no buyer in it: no customer id, e-mail, phone or name.",
    hint: "{fix}",
    exitCode: EXIT.input,
  },
  "date-order-undecidable": {
    message: "Column {column}: no value tells whether the day or the month comes first ({evidence}).",
    hint: "Say it with --date-order dmy or --date-order mdy.",
    exitCode: EXIT.input,
  },
  "dates-unreadable": {
    message: "Column {column} does not read as dates ({evidence}).",
    hint: "Name another column with --map date=Column, or the form with --date-order.",
    exitCode: EXIT.input,
  },
  "mixed-currency": {
    message: "Amounts are in several currencies: {evidence}.",
    hint: "Keep one with --currency EUR, or give a rates file (currency,rate) with --rates FILE.",
    exitCode: EXIT.input,
  },
  "no-transactions": {
    message: "No file with transactions was given.",
    hint: "Name one with --transactions FILE. It needs a customer, a date and an amount.",
    exitCode: EXIT.input,
  },
  "nothing-accepted": {
    message: "No usable record is left: {detail}",
    hint: "Run `crm check` on the file to see every reject with its line.",
    exitCode: EXIT.input,
  },
  "book-missing": {
    message: "There is no such book.",
    hint: "Make one with `crm import FILES --book {book}`.",
    exitCode: EXIT.input,
  },
  "book-damaged": {
    message: "The book cannot be read: {detail}",
    hint: "If it is a book of crm, restore it from a copy, or make it anew by importing the exports again.",
    exitCode: EXIT.input,
  },
  "book-foreign": {
    message: "The file is a database, but no book of crm.",
    hint: "Name another file; crm import makes the book.",
    exitCode: EXIT.input,
  },
  "book-newer": {
    message: "The book was written by a newer crm (format {found}; this one knows {known}).",
    hint: "Update crm.",
    exitCode: EXIT.input,
  },
  "book-empty": {
    message: "The book has no transactions yet.",
    hint: "Add some with `crm import FILES --book {book}`.",
    exitCode: EXIT.input,
  },
  "book-in-use": {
    message: "The book is in use by another process: {detail}",
    hint: "Try again when the other run has ended.",
    exitCode: EXIT.input,
  },
  "out-of-memory": {
    message: "The memory allowed is not enough: {detail}",
    hint: "Allow more with --memory, or free space in the temporary folder.",
    exitCode: EXIT.input,
  },

  // models
  "no-clusters": {
    message: "There are no clusters in these data: {detail}.",
    hint: "Give data of more customers, or score them with --method rfm.",
    exitCode: EXIT.noModel,
  },
  "no-model": {
    message: "The model {model} cannot be fitted to these data: {detail}.",
    hint: "Use --model auto, which falls back to the historic average where no model fits.",
    exitCode: EXIT.noModel,
  },

  "no-backtest": {
    message: "There is nothing to hold out: {detail}.",
    hint: "Use data over a longer time, or a shorter --holdout.",
    exitCode: EXIT.noModel,
  },

  // output
  "output-exists": { message: "The file is there already.", hint: "Overwrite it with --force.", exitCode: EXIT.output },
  "output-is-input": {
    message: "The output is one of the inputs.",
    hint: "Write to another file; inputs are never overwritten, with --force or without.",
    exitCode: EXIT.output,
  },
  "output-twice": {
    message: "Two outputs have the same path.",
    hint: "Give every output a path of its own.",
    exitCode: EXIT.output,
  },
  "output-format": { message: "{detail}", hint: "{fix}", exitCode: EXIT.usage },
  "output-refused": { message: "The file cannot be written: {detail}", hint: "{fix}", exitCode: EXIT.output },
  "disk-full": {
    message: "There is no room left on the disk: {detail}",
    hint: "Free some room and run it again; nothing was changed.",
    exitCode: EXIT.output,
  },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof CATALOGUE;
