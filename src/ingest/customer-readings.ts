import type { Engine } from "../engine/engine.js";
import { literal, raw, type Sql, sql } from "../engine/sql.js";
import type { Field } from "./field.js";
import { CUSTOMER_FIELDS } from "./fields/index.js";
import { type DateOrder, dateExpression } from "./formats/date-format.js";
import { numberExpression } from "./formats/number-format.js";
import { settleDecimalMark } from "./formats/settle-decimal-mark.js";

/** How the texts of a customer attribute become numbers or days. */
export interface CustomerReading {
  readonly kind: "number" | "date";
  /** Over the text column: a DOUBLE or a DATE; null where the text is none. */
  readonly value: Sql;
  /** The same without values that cannot be, such as a negative cost. */
  readonly inRange: Sql;
  readonly filled: number;
  /** Cells of the filled ones that read as `kind`. */
  readonly read: number;
}

/** A number as programs write it; `007` is an identifier. */
const PLAIN_NUMBER = raw(`'^-?(0|[1-9]\\d*)(\\.\\d+)?$'`);

/** What people write into a column of numbers where there is none. */
const NOTHING = raw(`('', '-', '--', '–', '—', '.', '?', 'n/a', 'na', 'n.a.', '#n/a', 'nan', 'inf', '-inf', 'infinity',
  'null', 'none', 'nil', 'unknown', 'unbekannt', 'k.a.', 'k. a.', 'inconnu', 'desconocido', '未知', '无')`);

/** Nobody who buys was born before. */
const EARLIEST_BIRTH = 1900;

/**
 * The reading of a customer attribute that reads most of its cells, in the relation's texts; null where a column is no
 * number and no date. A numeric field of the catalogue, such as income, may carry currency signs and grouped thousands; of
 * days of the catalogue a year alone will do. A single text that is none of these is left out, as one slip must not cost the
 * column; but where it is half of the cells or more, the column is what it says: texts. Other columns have to be plain
 * numbers throughout, but for words such as n/a.
 */
export async function customerReading(
  engine: Engine,
  relation: Sql,
  name: string,
  column: Sql,
): Promise<CustomerReading | null> {
  const field = CUSTOMER_FIELDS.find((one) => one.name === name);
  const isTyped = isTypedField(field);
  let best: CustomerReading | null = null;
  for (const { kind, value } of await readingsOf(engine, relation, field, column)) {
    const { filled, read, missing } = await engine.row<{ filled: number; read: number; missing: number }>(sql`
      SELECT count(${column}) AS filled, count(${value}) AS read,
        count(*) FILTER (${value} IS NULL AND lower(trim(${column})) IN ${NOTHING}) AS missing FROM ${relation}`);
    const inRange = rangeOf(field, kind, value);
    if (read > (best?.read ?? 0)) best = { kind, value, inRange, filled, read };
    if (read + missing === filled) break;
    if (!isTyped) best = null;
  }
  return best !== null && (!isTyped || best.read * 2 > best.filled) ? best : null;
}

/** Whether the catalogue says of a customer field that it holds numbers or days. */
export const isTypedField = (field: Field | undefined): boolean =>
  field?.type === "date" || field?.type === "number" || field?.type === "money";

async function readingsOf(
  engine: Engine,
  relation: Sql,
  field: Field | undefined,
  column: Sql,
): Promise<Pick<CustomerReading, "kind" | "value">[]> {
  const plain = {
    kind: "number",
    value: sql`CASE WHEN regexp_matches(${column}, ${PLAIN_NUMBER}) THEN try_cast(${column} AS DOUBLE) END`,
  } as const;
  if (field?.type === "date") {
    const orders: readonly (DateOrder | null)[] = [null, "dmy", "mdy"];
    const days = orders.map((order) => ({
      kind: "date" as const,
      value: dateExpression(column, { order, numbers: "none" }),
    }));
    return [...days, plain]; // a year
  }
  if (field?.type === "number" || field?.type === "money") {
    const { mark } = await settleDecimalMark(engine, column, async () => relation, [], false);
    return [{ kind: "number", value: sql`${numberExpression(column, mark)}::DOUBLE` }];
  }
  return field?.type === "identifier" ? [] : [plain];
}

function rangeOf(field: Field | undefined, kind: CustomerReading["kind"], value: Sql): Sql {
  if (field?.name === "birth_date") {
    const earliest = kind === "date" ? sql`DATE ${literal(`${EARLIEST_BIRTH}-01-01`)}` : raw(String(EARLIEST_BIRTH));
    return sql`CASE WHEN ${value} >= ${earliest} THEN ${value} END`;
  }
  const [least, greatest] = field?.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const bounds = [
    ...(Number.isFinite(least) ? [`${value.text} >= ${least}`] : []),
    ...(Number.isFinite(greatest) ? [`${value.text} <= ${greatest}`] : []),
  ];
  return bounds.length === 0 ? value : sql`CASE WHEN ${raw(bounds.join(" AND "))} THEN ${value} END`;
}
