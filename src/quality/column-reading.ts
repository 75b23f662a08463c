import type { Engine } from "../engine/engine.js";
import { raw, type Sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import type { Field } from "../ingest/field.js";
import { bareSample } from "../ingest/formats/bare-text.js";
import { type DatePattern, dateExpression, datePatternOf } from "../ingest/formats/date-format.js";
import { type DecimalMark, decimalEvidenceOf, numberExpression } from "../ingest/formats/number-format.js";
import { settleDateFormat } from "../ingest/formats/settle-date-format.js";
import type { LoadOptions } from "../ingest/load-options.js";
import type { Preset } from "../ingest/preset.js";
import { type RawTable, rawColumn } from "../ingest/raw-table.js";
import type { Formats } from "../ingest/settle-formats.js";

/** What a column's texts are read as in order to find the least and the greatest. */
export type ColumnKind = "date" | "number" | "text" | "empty";

/** How a column is read. */
export interface ColumnReading {
  readonly kind: ColumnKind;
  /** In words, such as "day first" or "decimal comma"; empty where there is nothing to say. */
  readonly format: string;
  /** The value; null for texts, and for dates whose order cannot be told. */
  readonly value: Sql | null;
}

/** What is known about the table that a column belongs to. */
export interface ReadingContext {
  readonly engine: Engine;
  readonly table: RawTable;
  readonly preset: Preset | undefined;
  readonly options: LoadOptions;
  /** As settled when the file was loaded. */
  readonly formats: Formats | undefined;
}

/** Most of a sample must look alike before a column that is no known field is read as what it looks like. */
const MOST = 0.9;
const NUMBER = /^[-+(−]?\s*(?:\p{Sc}|[A-Z]{3})?\s*[-+]?\d[\d.,'\u00a0\u202f ]*\s*(?:\p{Sc}|[A-Z]{3})?\s*[)-]?$/u;
/** Spelled as no number is: an identifier, a postal code, a telephone number. */
const CODE = /^0\d|^\+|^\d{9,}$/;

/** Tells how one column is read: by its field where it has one, else by the look of its first values. */
export async function readColumn(
  context: ReadingContext,
  index: number,
  field: Field | undefined,
): Promise<ColumnReading> {
  const cells = context.table.samples.map((row) => bareSample(row[index] ?? "")).filter((cell) => cell !== "");
  const kind = field === undefined ? looksLike(cells) : kindOf(field, cells);
  if (kind === "date") return readDates(context, index, cells, field?.name === "date");
  if (kind === "number") return readNumbers(context, index, cells, field?.type === "money");
  return { kind, format: "", value: null };
}

function kindOf(field: Field, cells: readonly string[]): ColumnKind {
  if (field.type === "date") return "date";
  if (field.type === "money" || field.type === "number") return "number";
  return cells.length === 0 ? "empty" : "text";
}

function looksLike(cells: readonly string[]): ColumnKind {
  if (cells.length === 0) return "empty";
  const share = (test: (cell: string) => boolean): number => cells.filter(test).length / cells.length;
  const isDate = (cell: string): boolean => {
    const pattern = datePatternOf(cell);
    return pattern !== null && !["serial", "epochSeconds", "epochMilliseconds", "compact"].includes(pattern);
  };
  if (share(isDate) >= MOST) return "date";
  if (!cells.some((cell) => CODE.test(cell)) && share((cell) => NUMBER.test(cell)) >= MOST) return "number";
  return "text";
}

async function readDates(
  { engine, table, preset, options, formats }: ReadingContext,
  index: number,
  cells: readonly string[],
  isDayOfTransaction: boolean,
): Promise<ColumnReading> {
  const column = raw(rawColumn(index));
  try {
    const format =
      (isDayOfTransaction ? formats?.dateFormat : undefined) ??
      (await settleDateFormat(engine, {
        file: table.name,
        header: table.headers[index] ?? "",
        column,
        samples: cells,
        relation: () => table.relation(),
        fallback: preset?.dateOrder,
        ...(options.dateOrder === undefined ? {} : { order: options.dateOrder }),
      }));
    const pattern = commonest(cells.map(datePatternOf));
    const order = format.order === "mdy" ? "month first" : "day first";
    return {
      kind: "date",
      format: pattern === "yearLast" ? order : DATE_FORMS[pattern ?? "none"],
      value: dateExpression(column, format),
    };
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    return { kind: "date", format: "day or month first: not to be told", value: null };
  }
}

const DATE_FORMS: Readonly<Record<DatePattern | "none", string>> = {
  yearFirst: "year first",
  chinese: "Chinese",
  compact: "YYYYMMDD",
  yearLast: "",
  dayMonthName: "month by name",
  monthNameDay: "month by name",
  serial: "serial days of a spreadsheet",
  epochSeconds: "seconds since 1970",
  epochMilliseconds: "milliseconds since 1970",
  none: "",
};

function commonest(patterns: readonly (DatePattern | null)[]): DatePattern | null {
  const counts = new Map<DatePattern, number>();
  for (const pattern of patterns) if (pattern !== null) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}

function readNumbers(
  { table, options, formats }: ReadingContext,
  index: number,
  cells: readonly string[],
  isMoney: boolean,
): ColumnReading {
  const mark = (isMoney ? formats?.mark : undefined) ?? options.decimal ?? markOf(cells, table.form.delimiter === ";");
  const hasMark = cells.some((cell) => /[.,]\d/.test(cell));
  const format = !hasMark ? "" : mark === "," ? "decimal comma" : "decimal point";
  return { kind: "number", format, value: numberExpression(raw(rawColumn(index)), mark) };
}

/** The mark that most values of the sample show; where none does, what `settleDecimalMark` would assume. */
function markOf(cells: readonly string[], hasSemicolons: boolean): DecimalMark {
  const counts = { point: 0, comma: 0, either: 0, none: 0 };
  for (const cell of cells) counts[decimalEvidenceOf(cell)] += 1;
  if (counts.point === counts.comma) return hasSemicolons ? "," : ".";
  return counts.comma > counts.point ? "," : ".";
}
