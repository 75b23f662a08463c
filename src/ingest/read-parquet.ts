import type { Engine } from "../engine/engine.js";
import { identifier, join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import { type RawTable, rawColumn } from "./raw-table.js";
import type { Source } from "./source/open-source.js";

/** Opens a Parquet file. Its columns have types already; they are read as text like all others, ISO dates included. */
export async function readParquet(engine: Engine, source: Source): Promise<RawTable> {
  const file = sql`read_parquet(${literal(source.path)}, file_row_number = true)`;
  let described: { column_name: string; column_type: string }[];
  try {
    described = await engine.rows<{ column_name: string; column_type: string }>(sql`DESCRIBE SELECT * FROM ${file}`);
  } catch (cause) {
    const detail = "its Parquet data is damaged or cut off.";
    throw new CrmError("file-unreadable", { detail, fix: "Export it again.", place: { file: source.name }, cause });
  }
  const headers = described.map((row) => row.column_name).filter((name) => name !== "file_row_number");
  const columns = headers.map(
    (header, index) => sql`CAST(${identifier(header)} AS VARCHAR) AS ${raw(rawColumn(index))}`,
  );
  const relation = (): Sql => sql`(SELECT ${join(columns)} FROM ${file})`;
  const texts = (cells: readonly unknown[]): string[] => cells.map((cell) => (cell === null ? "" : String(cell)));
  const samples: string[][] = [];
  for await (const rows of engine.batches(sql`SELECT * FROM ${relation()} LIMIT 1000`))
    samples.push(...rows.map(texts));
  return {
    name: source.name,
    form: { container: "parquet" },
    headers,
    samples,
    relation: async () => relation(),
    async load(table, project) {
      await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} AS ${project(relation())}`);
      const { rows } = await engine.row<{ rows: number }>(sql`SELECT count(*) AS rows FROM ${identifier(table)}`);
      return {
        read: rows,
        rows,
        skipped: { preamble: 0, header: 0, blank: 0 },
        structural: [],
        remarks: [],
        async locate(ordinals) {
          if (ordinals.length === 0) return [];
          const found = [];
          const query = sql`SELECT file_row_number, ${join(columns)} FROM ${file}
            WHERE file_row_number IN (${raw(ordinals.join(", "))}) ORDER BY file_row_number`;
          for await (const batch of engine.batches(query)) {
            for (const [ordinal, ...cells] of batch) {
              found.push({
                ordinal: Number(ordinal),
                line: Number(ordinal) + 1,
                text: texts(cells).join(","),
                cells: texts(cells),
              });
            }
          }
          return found;
        },
      };
    },
    async release() {},
  };
}
