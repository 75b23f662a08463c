import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import type { DuckDBAppender, DuckDBConnection, DuckDBInstance, DuckDBValue } from "@duckdb/node-api";
import { CrmError } from "../errors/crm-error.js";
import type { Sql } from "./sql.js";

/** A value as it comes out of the engine: dates as ISO text, decimals and big integers as numbers. */
export type Cell = string | number | boolean | null;
export type Row = Record<string, Cell>;

/** How the engine is opened; sizes as the engine writes them, such as `500MB`. */
export interface EngineOptions {
  /** The book's file; in memory when left out. */
  readonly file?: string;
  readonly readOnly?: boolean;
  readonly memory?: string;
  readonly threads?: number;
}

/** Appends rows to a table far faster than INSERT. `null` is SQL NULL. */
export interface Appender {
  text(value: string | null): void;
  integer(value: number | null): void;
  double(value: number | null): void;
  endRow(): void;
  close(): void;
}

/** The SQL engine. The only door to DuckDB; everything above it knows this interface alone. */
export interface Engine {
  run(statement: Sql): Promise<number>;
  rows<T extends Row = Row>(statement: Sql): Promise<T[]>;
  /** The first row; an error when there is none. */
  row<T extends Row = Row>(statement: Sql): Promise<T>;
  /** Rows in batches of arrays in column order, never all at once. */
  batches(statement: Sql): AsyncIterable<Cell[][]>;
  appender(table: string): Promise<Appender>;
  close(): void;
}

/**
 * Opens the engine. Extensions are neither fetched nor loaded on demand: the tool works without a network.
 * Work that does not fit in memory spills to a temporary folder that is removed on close.
 */
export async function openEngine(options: EngineOptions = {}): Promise<Engine> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const spill = mkdtempSync(joinPath(tmpdir(), "crm-spill-"));
  let connection: DuckDBConnection | null = null;
  const removeSpill = () => rmSync(spill, { recursive: true, force: true, maxRetries: 5 });
  // A signal may end the process while the engine works, and its threads may still be writing.
  const abandon = () => {
    connection?.interrupt();
    removeSpill();
  };
  process.once("exit", abandon);
  const settings: Record<string, string> = {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    temp_directory: spill,
    ...(options.memory === undefined ? {} : { memory_limit: options.memory }),
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    ...(options.readOnly === true ? { access_mode: "READ_ONLY" } : {}),
  };
  let instance: DuckDBInstance;
  try {
    instance = await DuckDBInstance.create(options.file ?? ":memory:", settings);
  } catch (cause) {
    removeSpill();
    process.off("exit", abandon);
    throw engineError(cause);
  }
  const opened = await instance.connect();
  connection = opened;
  return createEngine(opened, () => {
    opened.closeSync();
    instance.closeSync();
    removeSpill();
    process.off("exit", abandon);
  });
}

function createEngine(connection: DuckDBConnection, close: () => void): Engine {
  const bound = (statement: Sql): DuckDBValue[] => [...statement.values];

  async function* batches(statement: Sql): AsyncIterable<Cell[][]> {
    const result = await guard(() => connection.stream(statement.text, bound(statement)));
    for (;;) {
      const chunk = await guard(() => result.fetchChunk());
      if (chunk === null || chunk.rowCount === 0) return;
      yield chunk.getRows().map((row) => row.map(toCell));
    }
  }

  async function rows<T extends Row>(statement: Sql): Promise<T[]> {
    const reader = await guard(() => connection.runAndReadAll(statement.text, bound(statement)));
    const names = reader.deduplicatedColumnNames();
    return reader
      .getRows()
      .map((row) => Object.fromEntries(row.map((value, index) => [names[index] ?? "", toCell(value)])) as T);
  }

  return {
    async run(statement) {
      const result = await guard(() => connection.run(statement.text, bound(statement)));
      return result.rowsChanged;
    },
    rows,
    async row<T extends Row>(statement: Sql): Promise<T> {
      const [first] = await rows<T>(statement);
      if (first === undefined) throw new Error(`no row from: ${statement.text}`);
      return first;
    },
    batches,
    async appender(table) {
      return wrapAppender(await connection.createAppender(table));
    },
    close,
  };
}

function wrapAppender(appender: DuckDBAppender): Appender {
  return {
    text: (value) => (value === null ? appender.appendNull() : appender.appendVarchar(value)),
    integer: (value) => (value === null ? appender.appendNull() : appender.appendInteger(value)),
    double: (value) => (value === null ? appender.appendNull() : appender.appendDouble(value)),
    endRow: () => appender.endRow(),
    close: () => appender.closeSync(),
  };
}

/** Engine values as plain cells. Decimals and 64-bit integers fit a double for every figure this tool shows. */
function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "object" && "toDouble" in value && typeof value.toDouble === "function") {
    return value.toDouble() as number;
  }
  return String(value);
}

async function guard<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw engineError(cause);
  }
}

/** Engine failures that a user can do something about become errors of the catalogue; the rest stay bugs. */
function engineError(cause: unknown): unknown {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/No space left on device|failed to offload|disk full/i.test(message)) {
    return new CrmError("disk-full", { detail: firstLine(message), cause });
  }
  if (/Out of Memory/i.test(message)) return new CrmError("out-of-memory", { detail: firstLine(message), cause });
  if (/Could not set lock on file/i.test(message)) {
    return new CrmError("book-in-use", { detail: firstLine(message), cause });
  }
  if (/not a valid DuckDB database file|Corrupt database file|Could not read enough bytes/i.test(message)) {
    return new CrmError("book-damaged", { detail: firstLine(message), cause });
  }
  return cause;
}

const firstLine = (message: string): string => message.split("\n")[0] ?? message;
