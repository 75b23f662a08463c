import { createReadStream } from "node:fs";
import { type CsvError, type Info, parse } from "csv-parse";
import type { Engine } from "../engine/engine.js";
import { identifier, join, raw, sql } from "../engine/sql.js";
import type { Header } from "./find-header.js";
import { type LoadedTable, type LocatedRecord, rawColumn, type StructuralReject } from "./raw-table.js";
import type { Dialect } from "./source/dialect.js";

/**
 * Parses an irregular text record by record into a table with the columns `line`, `c0`, … . A quote inside an
 * unquoted field stays as it stands; a record with another number of fields than the header, or with a quote that
 * never closes, is a reject.
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
  let emptyLines = 0;
  const parser = parse({
    delimiter: dialect.delimiter,
    quote: dialect.quote === "" ? null : dialect.quote,
    escape: dialect.escape === "" ? null : dialect.escape,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    info: true,
    raw: true,
    on_skip: (error, text) => {
      structural.push(quoteReject(error, text ?? ""));
    },
  });
  let endLine = 0;
  const stream = createReadStream(path).pipe(parser);
  for await (const item of stream as AsyncIterable<{ record: string[]; info: Info; raw: string }>) {
    const text = item.raw.replace(/(\r\n|\n|\r)$/, "");
    emptyLines = item.info.empty_lines;
    const line = item.info.lines - countLineBreaks(text);
    endLine = item.info.lines;
    records += 1;
    if (records <= header.index + 1) continue;
    if (item.record.length !== width) {
      const message = `${item.record.length} fields, the header has ${width}`;
      structural.push({ line, endLine, code: "field-count", message, text, cells: item.record });
      continue;
    }
    for (const cell of item.record) appender.text(cell === "" ? null : cell);
    appender.integer(line);
    appender.text(text);
    appender.endRow();
    rows += 1;
  }
  appender.close();
  return {
    read: rows + structural.length,
    rows,
    skipped: { preamble: header.index, header: 1, blank: emptyLines },
    structural: structural.sort((one, other) => one.line - other.line),
    remarks: [],
    locate: locateStaged(engine, table, width),
  };
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

const countLineBreaks = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;

function quoteReject(error: CsvError | undefined, text: string): StructuralReject {
  const endLine = Number(error?.lines ?? 0);
  const line = Math.max(1, endLine - countLineBreaks(text.replace(/(\r\n|\n|\r)$/, "")));
  const message = `a quote that is opened in this record does not close as it should (lines ${line} to ${endLine})`;
  return { line, endLine, code: "bad-quote", message, text: text.slice(0, 10_000), cells: [text] };
}
