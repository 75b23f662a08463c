import { literal, sql } from "../engine/sql.js";
import type { Format } from "./format.js";
import { typedQuery } from "./typed-query.js";

export const jsonl: Format = {
  id: "jsonl",
  extensions: [".jsonl", ".ndjson"],
  title: "JSON lines, one object per row",
  binary: false,
  holds: "main",
  async write({ engine, result, path }) {
    await engine.run(
      sql`COPY (${typedQuery(result.main)}) TO ${literal(path)} (FORMAT json, COMPRESSION none, USE_TMP_FILE false)`,
    );
  },
};
