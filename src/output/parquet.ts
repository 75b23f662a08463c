import { literal, sql } from "../engine/sql.js";
import type { Format } from "./format.js";
import { typedQuery } from "./typed-query.js";

/** Parquet with the declaration of its columns as JSON in the file's metadata, under the key `crm`. */
export const parquet: Format = {
  id: "parquet",
  extensions: [".parquet"],
  title: "Parquet, with column meanings in its metadata",
  binary: true,
  holds: "main",
  async write({ engine, result, path }) {
    const { schemaVersion, command, asOf, main } = result;
    const about = JSON.stringify({ schemaVersion, command, asOf, columns: main.columns });
    await engine.run(sql`COPY (${typedQuery(main)}) TO ${literal(path)} (
      FORMAT parquet, COMPRESSION zstd, KV_METADATA {crm: ${literal(about)}}, USE_TMP_FILE false)`);
  },
};
