import { createReadStream } from "node:fs";
import type { Engine } from "../engine/engine.js";
import { identifier, join, raw, sql } from "../engine/sql.js";
import type { Header } from "./find-header.js";
import { type LoadedTable, type LocatedRecord, rawColumn, type StructuralReject } from "./raw-table.js";
import type { Dialect } from "./source/dialect.js";
import { RecordSplitter, type TextRecord } from "./source/split-records.js";

/**
 * Parses an irregular text record by record into a table with the columns `c0`, …, `line` and `text`. A record with
 * another number of fields than the header, or with a quote that makes no sense, is a reject.
 */
export async function stageDelimited(
  engine: Engine,
  path: string,
  dialect: Dialect,
  header: Header,
  table: string,
): Promise<LoadedTable> {
  const width = header.names.length;
  const columns = header.names.map((_, index) => `${rawColumn(index)} VARCHAR`).join(", ");
  await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} (${raw(columns)}, line INTEGER, text VARCHAR)`);
  const appender = await engine.appender(table);
  const structural: StructuralReject[] = [];
  let records = 0;
  let rows = 0;
  const take = (record: TextRecord): void => {
    records += 1;
    if (records <= header.index + 1) return;
    const { cells, line, text } = record;
    if (record.badQuote || cells.length !== width) {
      structural.push(structuralReject(record, width));
      return;
    }
    for (const cell of cells) appender.text(cell === "" ? null : cell);
    appender.integer(line);
    appender.text(text);
    appender.endRow();
    rows += 1;
  };
  const splitter = new RecordSplitter(dialect, width);
  for await (const piece of createReadStream(path, { encoding: "utf8", highWaterMark: 1 << 20 })) {
    for (const record of splitter.feed(piece as string, false)) take(record);
  }
  for (const record of splitter.feed("", true)) take(record);
  appender.close();
  return {
    read: rows + structural.length,
    rows,
    skipped: { preamble: header.index, header: 1, blank: splitter.blankLines },
    structural,
    remarks: [],
    locate: locateStaged(engine, table, width),
  };
}

function structuralReject({ cells, line, endLine, text, badQuote }: TextRecord, width: number): StructuralReject {
  if (badQuote) {
    const message = "a quote is opened in this line that does not close as it should";
    return { line, endLine, code: "bad-quote", message, text, cells };
  }
  const message = `${cells.length} fields, the header has ${width}`;
  return { line, endLine, code: "field-count", message, text, cells };
}

/** Line and text of staged rows, from the columns `line` and `text` of the staging table. */
export function locateStaged(engine: Engine, table: string, width: number): LoadedTable["locate"] {
  const cells = join(Array.from({ length: width }, (_, index) => raw(rawColumn(index))));
  return async (ordinals) => {
    if (ordinals.length === 0) return [];
    const found: LocatedRecord[] = [];
    const query = sql`SELECT rowid, line, text, ${cells} FROM ${identifier(table)}
      WHERE rowid IN (${raw(ordinals.join(", "))}) ORDER BY rowid`;
    for await (const rows of engine.batches(query)) {
      for (const [ordinal, line, text, ...values] of rows) {
        const texts = values.map((value) => (value === null ? "" : String(value)));
        found.push({
          ordinal: Number(ordinal),
          line: Number(line),
          text: String(text ?? texts.join(",")),
          cells: texts,
        });
      }
    }
    return found;
  };
}
