import type { Row } from "../engine/engine.js";
import { join, raw, type Sql, sql } from "../engine/sql.js";
import { fieldsOf } from "../ingest/fields/index.js";
import type { ColumnMatches, MatchReason } from "../ingest/match-columns.js";
import { rawColumn } from "../ingest/raw-table.js";
import type { Recognised } from "../ingest/recognise-tables.js";
import { type ColumnKind, type ColumnReading, type ReadingContext, readColumn } from "./column-reading.js";

/** What one column of a file holds. */
export interface ColumnProfile {
  readonly index: number;
  readonly header: string;
  /** Null where it is no known field. */
  readonly field: string | null;
  readonly why: MatchReason | null;
  readonly confidence: number | null;
  /** The field's type, or what the values look like. */
  readonly type: string;
  readonly format: string;
  /** Null in tables so wide that not every column is counted. */
  readonly filled: number | null;
  readonly missing: number | null;
  readonly distinct: number | null;
  readonly distinctIsExact: boolean;
  /** Cells with text that does not read as the column's type. */
  readonly unreadable: number | null;
  readonly least: string | null;
  readonly greatest: string | null;
  readonly examples: readonly string[];
}

/** Columns beyond these are listed, but not counted; those of known fields always are. */
const MOST_COUNTED = 250;
/** Columns that one query counts. */
const AT_A_TIME = 40;
/**
 * Up to here distinct values are counted (by a hash of 64 bits), beyond they are estimated: the engine's HyperLogLog was
 * seen to be a quarter off, so the estimate is capped at the number of filled cells.
 */
const EXACT_ROWS = 2_000_000;
const EXAMPLES = 3;
const LONGEST_EXAMPLE = 40;

/** Counts and ranges of every column of a table, in the order of the columns. All counting is done by the engine. */
export async function profileColumns(
  context: ReadingContext,
  recognised: Recognised | null,
  matches: ColumnMatches | null,
): Promise<ColumnProfile[]> {
  const { engine, table } = context;
  const matched = new Map((matches?.columns ?? []).map((match) => [match.index, match]));
  const fields = new Map((recognised === null ? [] : fieldsOf(recognised.role)).map((field) => [field.name, field]));
  const fieldAt = (index: number) => fields.get(matched.get(index)?.field ?? "");
  const counted = [...table.headers.keys()].filter((index) => matched.has(index) || index < MOST_COUNTED);
  const relation = await table.relation();
  const { rows } = await engine.row<{ rows: number }>(sql`SELECT count(*) AS rows FROM ${relation}`);
  const isExact = rows <= EXACT_ROWS;
  const readings = new Map<number, ColumnReading>();
  for (const index of counted) readings.set(index, await readColumn(context, index, fieldAt(index)));
  const figures = new Map<number, Row>();
  for (let from = 0; from < counted.length; from += AT_A_TIME) {
    const some = counted.slice(from, from + AT_A_TIME);
    const found = await engine.row(
      sql`SELECT ${join(some.map((index) => figuresOf(index, readings.get(index)!, isExact)))} FROM ${relation}`,
    );
    for (const index of some) figures.set(index, found);
  }
  return table.headers.map((header, index): ColumnProfile => {
    const match = matched.get(index);
    const reading = readings.get(index);
    const found = figures.get(index);
    const filled = found === undefined ? null : Number(found[`filled_${index}`]);
    const kind = reading?.kind ?? "text";
    const readable = reading === undefined || reading.value === null ? filled : Number(found?.[`readable_${index}`]);
    const bound = (name: string): string | null => shown(found?.[`${name}_${index}`] ?? null, kind);
    return {
      index,
      header,
      field: match?.field ?? null,
      why: match?.why ?? null,
      confidence: match?.confidence ?? null,
      type: fieldAt(index)?.type ?? kind,
      format: reading?.format ?? "",
      filled,
      missing: filled === null ? null : rows - filled,
      distinct: found === undefined ? null : Number(found[`distinct_${index}`]),
      distinctIsExact: isExact,
      unreadable: filled === null || readable === null ? null : filled - readable,
      least: bound("least"),
      greatest: bound("greatest"),
      examples: examplesOf(table.samples, index),
    };
  });
}

function figuresOf(index: number, { value }: ColumnReading, isExact: boolean): Sql {
  const column = raw(rawColumn(index));
  const text = sql`nullif(trim(${column}), '')`;
  const name = (figure: string): Sql => raw(`${figure}_${index}`);
  const distinct = isExact
    ? sql`count(DISTINCT CASE WHEN ${text} IS NOT NULL THEN hash(${text}) END)`
    : sql`least(approx_count_distinct(${text}), count(${text}))`;
  const range =
    value === null
      ? raw("")
      : sql`, count(CASE WHEN ${text} IS NOT NULL THEN ${value} END) AS ${name("readable")},
          min(${value})::VARCHAR AS ${name("least")}, max(${value})::VARCHAR AS ${name("greatest")}`;
  return sql`count(${text}) AS ${name("filled")}, ${distinct} AS ${name("distinct")}${range}`;
}

/** Numbers without the zeros that the engine's four decimals end in: at least none, or two. */
function shown(value: Row[string], kind: ColumnKind): string | null {
  if (value === null) return null;
  const text = String(value);
  if (kind !== "number") return text;
  return text.replace(/\.0+$/, "").replace(/(\.\d\d)0+$/, "$1");
}

function examplesOf(samples: readonly (readonly string[])[], index: number): string[] {
  const found = new Set<string>();
  for (const row of samples) {
    const cell = (row[index] ?? "").trim();
    if (cell !== "") found.add(cell.length > LONGEST_EXAMPLE ? `${cell.slice(0, LONGEST_EXAMPLE - 1)}…` : cell);
    if (found.size === EXAMPLES) break;
  }
  return [...found];
}
