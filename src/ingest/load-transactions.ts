import type { Engine } from "../engine/engine.js";
import { identifier, join, raw, type Sql, sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import type { FileAccounting } from "./accounting.js";
import { areSameFormats, doubtsAbout } from "./doubt-formats.js";
import { TRANSACTION_FIELDS } from "./fields/index.js";
import { type FileMapping, requireColumns } from "./file-mapping.js";
import { bareSample, bareText } from "./formats/bare-text.js";
import { hourExpression, showsHours } from "./formats/hour.js";
import { isOddNumber } from "./formats/number-format.js";
import { judgeLeftovers } from "./judge-leftovers.js";
import type { LoadOptions } from "./load-options.js";
import { type LoadedTable, type RawTable, rawColumn } from "./raw-table.js";
import { repeatedHeader } from "./repeated-header.js";
import { type ColumnOfHeader, columnFinder, ruleExpression, statusExpression } from "./row-class.js";
import { FIRST_FILTER, FIRST_PROBLEM, ROW_STATES, stateName } from "./row-state.js";
import { classifyStatus, STATUS_CLASSES } from "./row-status.js";
import { amountExpression, currencyCases, type Formats, settleFormats } from "./settle-formats.js";
import { orderMoney, spreadOrders } from "./spread-orders.js";

/** A transactions file, loaded and accounted for. */
export interface LoadedTransactions {
  readonly table: string;
  readonly accounting: FileAccounting;
  readonly remarks: readonly string[];
  /** Which fields the table has as columns, besides `customer_id`, `day`, `amount` and `state`. */
  readonly fields: readonly string[];
  readonly formats: Formats;
}

/** Fields that name the buyer, best first. */
const BUYER = ["customer_id", "email", "phone", "customer_name"] as const;
/** Fields that go into `day`, `amount` and `state` and are not kept by themselves. */
const CONSUMED = new Set(["customer_id", "date", "time", "amount", "amount_refunded", "amount_adjusted"]);

/** Fields that are kept as columns. */
const KEPT_FIELDS: readonly string[] = TRANSACTION_FIELDS.map((field) => field.name).filter(
  (name) => !CONSUMED.has(name),
);

/**
 * Loads a transactions file into the table `table`: one row a record, in file order, with customer, day, amount and
 * state, and a text column for every further field. Where the export writes order fields once for several lines, or
 * the customer in heading rows, those are filled in by window functions over the file's order.
 */
export async function loadTransactions(
  engine: Engine,
  file: RawTable,
  mapping: FileMapping,
  options: LoadOptions,
  fileNumber: number,
): Promise<LoadedTransactions> {
  const table = `transactions_${fileNumber}`;
  const preset = mapping.preset;
  if (preset?.refusal !== undefined) {
    throw new CrmError("no-buyer", { system: preset.title, fix: preset.refusal, place: { file: file.name } });
  }
  requireColumns(file, mapping);
  let formats = await settleFormats(engine, file, mapping, options);
  let loaded = await loadRows(engine, file, mapping, options, formats, table);
  const doubts = await doubtsAbout(engine, table, formats);
  if (doubts !== null) {
    const settled = await settleFormats(engine, file, mapping, options, doubts);
    if (!areSameFormats(formats, settled)) {
      formats = settled;
      loaded = await loadRows(engine, file, mapping, options, formats, table);
    }
  }
  await settleNegativeOrders(engine, table, mapping);
  await spreadOrders(engine, table, mapping, formats.mark);
  const counts = await countStates(engine, table);
  const leftovers = await judgeLeftovers(engine, file, mapping, table, loaded, fileNumber);
  const accounting = account(file.name, loaded, counts, leftovers);
  return {
    table,
    accounting,
    remarks: [...formats.remarks, ...loaded.remarks, ...(await unknownStatuses(engine, table, mapping))],
    fields: [...keptFields(mapping), ...(hourOf(file, mapping, options) === null ? [] : ["hour"])],
    formats,
  };
}

async function loadRows(
  engine: Engine,
  file: RawTable,
  mapping: FileMapping,
  options: LoadOptions,
  formats: Formats,
  table: string,
): Promise<LoadedTable> {
  const { preset } = mapping;
  const windowed = preset?.fillDown === true || preset?.amountPer === "order" || mapping.customerInGroupRows;
  const project = transactionProjection(file, mapping, formats, options);
  if (!windowed) return file.load(table, (relation) => project(relation, null));
  const staged = `lines_of_${table}`;
  const columns = join(file.headers.map((_, index) => raw(rawColumn(index))));
  const loaded = await file.load(staged, (relation) => sql`SELECT ${columns} FROM ${relation}`);
  const filled = filledLines(identifier(staged), file, mapping);
  await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} AS
    SELECT * EXCLUDE (ordinal) FROM (${project(filled, raw("ordinal"))}) ORDER BY ordinal`);
  await engine.run(sql`DROP TABLE ${identifier(staged)}`);
  return loaded;
}

const keptFields = (mapping: FileMapping): string[] =>
  KEPT_FIELDS.filter((name) => mapping.columnOf(name) !== undefined);

/** The hour of each record as text, from a column of times or from the dates; null where it is not wanted or not there. */
function hourOf(file: RawTable, mapping: FileMapping, { hours }: LoadOptions): Sql | null {
  const index = mapping.indexOf("time") ?? mapping.indexOf("date")!;
  const isThere = hours === true && showsHours(file.samples.map((row) => bareSample(row[index] ?? "")));
  return isThere ? sql`${hourExpression(raw(rawColumn(index)))}::VARCHAR` : null;
}

/** The SELECT that turns raw texts into customer, day, amount, state and the further fields. */
function transactionProjection(file: RawTable, mapping: FileMapping, formats: Formats, options: LoadOptions) {
  const buyers = BUYER.filter((name) => mapping.columnOf(name) !== undefined);
  // A name alone identifies only where there is nothing better; mixing it in would split customers.
  const keys = buyers.filter((name) => name !== "customer_name" || buyers.length === 1);
  const columnOf = columnFinder(file.headers);
  const voided = voidedExpression(mapping, columnOf);
  /** A statement turns sender and receiver round on refunds: there another column holds the field. */
  const cellOf = (name: string): Sql => {
    const column = mapping.columnOf(name)!;
    const other = mapping.preset?.refundColumns?.[name];
    const turned = other === undefined ? undefined : columnOf(other);
    if (turned === undefined) return column;
    return sql`CASE WHEN ${voided} = ${raw(String(ROW_STATES.refund))} THEN ${turned} ELSE ${column} END`;
  };
  const keyOf = (name: (typeof BUYER)[number]): Sql => {
    const column = sql`(${cellOf(name)})`;
    const text = bareText(column, "identifier");
    if (name === "email") return sql`lower(${text})`;
    return name === "customer_id" && formats.numericIdentifiers ? sql`regexp_replace(${text}, '\\.0+$', '')` : text;
  };
  const customer =
    mapping.customerInGroupRows && keys.length === 0 ? raw("group_customer") : sql`coalesce(${join(keys.map(keyOf))})`;
  const date = mapping.columnOf("date")!;
  const amount = amountExpression(mapping, formats, options);
  const kept = keptFields(mapping).map((name) => {
    const text = bareText(sql`(${cellOf(name)})`, name === "order_id" ? "identifier" : "text");
    if (name !== "order_id") return sql`${text} AS ${identifier(name)}`;
    if (formats.damagedOrderIds) return raw("NULL::VARCHAR AS order_id");
    return options.hashOrders === true
      ? sql`CASE WHEN ${text} IS NOT NULL THEN hash(${text}) END AS order_id`
      : sql`${text} AS order_id`;
  });
  const hour = hourOf(file, mapping, options);
  if (hour !== null) kept.push(sql`${hour} AS hour`);
  const names = [...keptFields(mapping), ...(hour === null ? [] : ["hour"])].map(identifier);
  const money = mapping.indexOf("amount") ?? mapping.indexOf("unit_price")!;
  const header = repeatedHeader(file.headers, [mapping.indexOf("date")!, money]);
  const currency =
    formats.currency === null
      ? sql`${isOddNumber(raw(rawColumn(money)), formats.mark)} AS amount_is_odd`
      : sql`${formats.currency} AS money_unit`;

  return (relation: Sql, ordinal: Sql | null): Sql => sql`
    SELECT customer_id, day,
      CASE WHEN voided = ${raw(String(ROW_STATES.refund))} AND amount > 0 THEN 0 ELSE amount END::DECIMAL(18, 4) AS amount,
      (CASE
        ${mapping.customerInGroupRows ? raw(`WHEN is_group THEN ${ROW_STATES["group-row"]} WHEN date_is_empty THEN ${ROW_STATES["no-date"]}`) : raw("")}
        WHEN is_header THEN ${raw(String(ROW_STATES["repeated-header"]))}
        WHEN voided >= ${raw(String(FIRST_FILTER))} THEN voided
        WHEN customer_id IS NULL THEN ${raw(String(ROW_STATES["no-customer"]))}
        ${formats.checkDamagedIds ? raw(`WHEN contains(customer_id, '+') AND regexp_matches(customer_id, '^\\d(\\.\\d+)?[eE]\\+\\d+$') THEN ${ROW_STATES["damaged-id"]}`) : raw("")}
        WHEN day IS NULL THEN CASE WHEN date_is_empty THEN ${raw(String(ROW_STATES["no-date"]))} ELSE ${raw(String(ROW_STATES["bad-date"]))} END
        WHEN amount IS NULL THEN CASE WHEN amount_is_empty THEN ${raw(String(ROW_STATES["no-amount"]))} ELSE ${raw(String(ROW_STATES["bad-amount"]))} END
        ${currencyCases(formats, options, ROW_STATES["other-currency"], ROW_STATES["no-rate"])}
        WHEN voided = 1 OR amount < 0 THEN 1 ELSE 0 END)::UTINYINT AS state
      ${ordinal === null ? raw("") : sql`, ${ordinal}`}
      ${names.length === 0 ? raw("") : sql`, ${join(names)}`}
      ${raw(formats.currency === null ? ", amount_is_odd" : ", money_unit")}
    FROM (SELECT ${customer} AS customer_id, ${formats.date} AS day, ${amount.value} AS amount, ${voided} AS voided,
        ${date} IS NULL AS date_is_empty, ${amount.isEmpty} AS amount_is_empty, ${header} AS is_header
        ${mapping.customerInGroupRows ? raw(", is_group") : raw("")}
        ${ordinal === null ? raw("") : sql`, ${ordinal}`}
        ${kept.length === 0 ? raw("") : sql`, ${join(kept)}`}
        , ${currency}
      FROM ${relation})`;
}

/** SQL for the state that a preset's rules, or else the general status vocabulary, give a record; null for none. */
function voidedExpression(mapping: FileMapping, columnOf: ColumnOfHeader): Sql {
  const status = mapping.columnOf("status");
  const rules = mapping.preset?.rules;
  if (rules !== undefined) return ruleExpression(rules, columnOf);
  return status === undefined ? raw("NULL::UTINYINT") : statusExpression(status, STATUS_CLASSES);
}

/** Fields of the line itself, which fill-down leaves alone. */
const LINE_FIELDS = new Set(["quantity", "unit_price", "product", "sku", "category", "brand", "cost", "margin"]);

/** The lines in file order with the order's fields, and the customer of heading rows, filled in. */
function filledLines(staged: Sql, file: RawTable, mapping: FileMapping): Sql {
  const preset = mapping.preset;
  const order = mapping.columnOf("order_id");
  const amount = mapping.columnOf("amount");
  const money = new Set(
    ["amount", "amount_refunded", "amount_adjusted", ...orderMoney(mapping)].map(
      (name) => mapping.columnOf(name)?.text,
    ),
  );
  const lineColumns = new Set([...LINE_FIELDS].map((name) => mapping.columnOf(name)?.text));
  const columns = file.headers.map((header, index) => {
    const column = raw(rawColumn(index));
    if (order === undefined || column.text === order.text) return column;
    const isMoney = money.has(column.text);
    if (isMoney && preset?.amountPer === "order") {
      const rest = column.text === amount?.text ? raw("'0'") : raw("NULL");
      return sql`CASE WHEN ${order} IS NULL OR row_number() OVER (PARTITION BY ${order} ORDER BY (${column} IS NULL), rowid) = 1
        THEN ${column} ELSE ${rest} END AS ${column}`;
    }
    const isLine = lineColumns.has(column.text) || /^line\s*item/i.test(header);
    if (preset?.fillDown !== true || isLine) return column;
    return sql`CASE WHEN ${order} IS NULL THEN ${column} ELSE coalesce(${column},
      first_value(${column} IGNORE NULLS) OVER (PARTITION BY ${order} ORDER BY rowid ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) END AS ${column}`;
  });
  if (!mapping.customerInGroupRows) return sql`(SELECT ${join(columns)}, rowid AS ordinal FROM ${staged})`;
  const cells = sql`list_filter([${join(file.headers.map((_, index) => raw(rawColumn(index))))}], lambda x: trim(coalesce(x, '')) <> '')`;
  const date = mapping.columnOf("date")!;
  return sql`(SELECT *, rowid AS ordinal, last_value(CASE WHEN is_group THEN heading END IGNORE NULLS)
      OVER (ORDER BY rowid ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS group_customer
    FROM (SELECT *, rowid, trim(${cells}[1]) AS heading, len(${cells}) = 1 AND ${date} IS NULL
        AND rowid < (SELECT max(rowid) FROM ${staged} WHERE ${date} IS NOT NULL)
        AND NOT regexp_matches(trim(${cells}[1]), '(?i)^(grand )?total|^合计|^总计') AS is_group FROM ${staged}))`;
}

/**
 * Lines become orders before anything is counted: an order whose lines add up to less than nothing is a refund as a
 * whole, a credit note with a line of zero for instance.
 */
async function settleNegativeOrders(engine: Engine, table: string, mapping: FileMapping): Promise<void> {
  if (mapping.columnOf("order_id") === undefined) return;
  const lines = identifier(table);
  await engine.run(sql`UPDATE ${lines} SET state = 1 WHERE state = 0 AND order_id IN (
    SELECT order_id FROM ${lines} WHERE state < 2 AND order_id IN (SELECT order_id FROM ${lines} WHERE state = 1)
    GROUP BY order_id HAVING sum(amount) < 0)`);
}

async function countStates(engine: Engine, table: string): Promise<ReadonlyMap<number, number>> {
  const rows = await engine.rows<{ state: number; count: number }>(
    sql`SELECT state, count(*) AS count FROM ${identifier(table)} GROUP BY state ORDER BY state`,
  );
  return new Map(rows.map((row) => [row.state, row.count]));
}

/** Adds a file up from the states of its rows, with leftovers told apart from rejects. */
export function account(
  name: string,
  loaded: LoadedTable,
  counts: ReadonlyMap<number, number>,
  leftovers: { readonly rejected: number; readonly filtered: ReadonlyMap<string, number> },
  role: FileAccounting["role"] = "transactions",
): FileAccounting {
  let accepted = 0;
  const filtered = new Map(leftovers.filtered);
  for (const [state, count] of counts) {
    if (state < FIRST_FILTER) accepted += count;
    else if (state < FIRST_PROBLEM) filtered.set(stateName(state), (filtered.get(stateName(state)) ?? 0) + count);
  }
  return {
    file: name,
    role,
    read: loaded.read,
    accepted,
    rejected: leftovers.rejected,
    filtered: Object.fromEntries([...filtered].sort(([one], [other]) => (one < other ? -1 : 1))),
    skipped: loaded.skipped,
  };
}

/** Statuses that mean nothing here were taken for purchases; they are named, so that nobody has to find out. */
async function unknownStatuses(engine: Engine, table: string, mapping: FileMapping): Promise<string[]> {
  if (mapping.columnOf("status") === undefined || mapping.preset?.rules !== undefined) return [];
  const rows = await engine.rows<{ status: string; count: number }>(sql`
    SELECT status, count(*) AS count FROM ${identifier(table)} WHERE status IS NOT NULL GROUP BY status ORDER BY count DESC, status`);
  const unknown = rows.filter((row) => classifyStatus(row.status) === undefined);
  if (unknown.length === 0) return [];
  const named = unknown.slice(0, 5).map((row) => `"${row.status}" (${row.count})`);
  return [`statuses that are not known count as purchases: ${named.join(", ")}${unknown.length > 5 ? ", …" : ""}`];
}
