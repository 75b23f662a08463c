import type { Engine } from "../engine/engine.js";
import { identifier, join, literal, raw, type Sql, sql } from "../engine/sql.js";
import type { FileAccounting } from "./accounting.js";
import { customerValueRemarks } from "./customer-values.js";
import { CUSTOMER_FIELDS } from "./fields/index.js";
import type { FileMapping } from "./file-mapping.js";
import { bareText } from "./formats/bare-text.js";
import { judgeLeftovers } from "./judge-leftovers.js";
import { account } from "./load-transactions.js";
import { type RawTable, rawColumn } from "./raw-table.js";
import { repeatedHeader } from "./repeated-header.js";
import { ROW_STATES } from "./row-state.js";

/** A customers file, loaded and accounted for. */
export interface LoadedCustomers {
  readonly table: string;
  readonly accounting: FileAccounting;
  readonly remarks: readonly string[];
  readonly fields: readonly string[];
  /** Headers that are no known field; their texts are kept in the map column `attributes`. */
  readonly attributes: readonly string[];
}

const BUYER = ["customer_id", "email", "phone", "name"] as const;

/**
 * Loads a customers file into the table `table`: one row a record with the customer's key, every known field as text
 * and everything else in `attributes`, as it stands.
 */
export async function loadCustomers(
  engine: Engine,
  file: RawTable,
  mapping: FileMapping,
  fileNumber: number,
): Promise<LoadedCustomers> {
  const table = `customers_${fileNumber}`;
  const fields = CUSTOMER_FIELDS.map((field) => field.name).filter(
    (name) => name !== "customer_id" && mapping.columnOf(name) !== undefined,
  );
  const text = (column: Sql): Sql => bareText(column);
  const named = composedName(mapping, text);
  // A name alone identifies only where the file has nothing better, as in transactions.
  const better = BUYER.some((name) => name !== "name" && mapping.columnOf(name) !== undefined);
  const keys = BUYER.flatMap((name) => {
    const column = name === "name" ? (better ? undefined : named) : mapping.columnOf(name);
    if (column === undefined) return [];
    const key = bareText(sql`(${column})`, "identifier");
    return [name === "email" ? sql`lower(${key})` : key];
  });
  const mapped = new Set(mapping.matched.map((column) => column.index));
  const open = file.headers
    .map((header, index) => ({ header, index }))
    .filter(({ header, index }) => header !== "" && !mapped.has(index));
  const columns = fields
    .filter((name) => name !== "name")
    .map(
      (name) =>
        sql`${bareText(mapping.columnOf(name)!, name === "phone" ? "identifier" : "text")} AS ${identifier(name)}`,
    );
  const attributes = open.length === 0 ? raw("NULL::MAP(VARCHAR, VARCHAR)") : attributesOf(uniqueHeaders(open));
  const loaded = await file.load(
    table,
    (relation) => sql`
      SELECT coalesce(${join(keys)}) AS customer_id, ${named ?? raw("NULL::VARCHAR")} AS name,
        ${columns.length === 0 ? raw("") : sql`${join(columns)},`} ${attributes} AS attributes,
        (CASE WHEN ${repeatedHeader(file.headers, [...mapped])} THEN ${raw(String(ROW_STATES["repeated-header"]))}
          WHEN coalesce(${join(keys)}) IS NULL THEN ${raw(String(ROW_STATES["no-customer"]))}
          WHEN regexp_matches(coalesce(${join(keys)}), ${literal(TOTALS_PATTERN)}) AND ${filledCells(file)} <= 2
            THEN ${raw(String(ROW_STATES.totals))}
          ELSE 0 END)::UTINYINT AS state
      FROM ${relation}`,
  );
  await markDuplicates(engine, table);
  const counts = await engine.rows<{ state: number; count: number }>(
    sql`SELECT state, count(*) AS count FROM ${identifier(table)} GROUP BY state ORDER BY state`,
  );
  const leftovers = await judgeLeftovers(engine, file, mapping, table, loaded, fileNumber);
  return {
    table,
    accounting: account(
      file.name,
      loaded,
      new Map(counts.map((row) => [row.state, row.count])),
      leftovers,
      "customers",
    ),
    remarks: [...loaded.remarks, ...(await customerValueRemarks(engine, table, fields, mapping.headerOf))],
    fields: [...new Set(["name", ...fields])],
    attributes: uniqueHeaders(open).map(({ header }) => header),
  };
}

/** A record that begins so and has hardly a cell more is the list's last line, not a customer. */
const TOTALS_PATTERN = "(?i)^((grand |sub)?totals?|gesamt|summe|insgesamt|totales|合计|总计)\\b|^(合计|总计)";

const filledCells = (file: RawTable): Sql =>
  sql`len(list_filter([${join(file.headers.map((_, index) => raw(rawColumn(index))))}], lambda x: x IS NOT NULL))`;

/** Everything else as a map from header to text; one expression however many columns there are. */
function attributesOf(columns: readonly { readonly header: string; readonly index: number }[]): Sql {
  const headers = join(columns.map(({ header }) => literal(header)));
  const cells = join(columns.map(({ index }) => raw(rawColumn(index))));
  const entry = sql`{'k': p[1], 'v': ${bareText(raw("p[2]"))}}`;
  return sql`map_from_entries(list_filter(list_transform(list_zip([${headers}], [${cells}]), lambda p: ${entry}),
    lambda e: e.v IS NOT NULL))`;
}

/** The name as written, or put together from first and last name, or the company's. */
function composedName(mapping: FileMapping, text: (column: Sql) => Sql): Sql | undefined {
  const column = (field: string): Sql | undefined => {
    const found = mapping.columnOf(field);
    return found === undefined ? undefined : text(found);
  };
  const person = [column("first_name"), column("last_name")].filter((part) => part !== undefined);
  const parts = [
    column("name"),
    ...(person.length > 0 ? [sql`nullif(concat_ws(' ', ${join(person)}), '')`] : []),
    column("company"),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : sql`coalesce(${join(parts)})`;
}

/** The later of two records with the same key stays. */
async function markDuplicates(engine: Engine, table: string): Promise<void> {
  await engine.run(sql`
    UPDATE ${identifier(table)} SET state = ${raw(String(ROW_STATES["duplicate-customer"]))}
    WHERE state = 0 AND rowid NOT IN (SELECT max(rowid) FROM ${identifier(table)} WHERE state = 0 GROUP BY customer_id)`);
}

/** Of headers that differ in nothing the first is kept, as a map has one value a key. */
function uniqueHeaders<T extends { readonly header: string }>(columns: readonly T[]): T[] {
  const seen = new Set<string>();
  return columns.filter(({ header }) => !seen.has(header) && seen.add(header));
}
