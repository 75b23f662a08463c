import { raw, sql } from "../../engine/sql.js";
import { REJECTS_TABLE } from "../../ingest/judge-leftovers.js";
import { type FindingKind, many } from "../finding.js";

export const rejectedRecords: FindingKind = {
  code: "rejected-records",
  severity: "warning",
  meaning: "Records that cannot be used, by kind of fault.",
  async find({ engine }) {
    const rows = await engine.rows<{ file: string; code: string; message: string; count: number; lines: string }>(sql`
      SELECT file, code, min(message) AS message, count(*) AS count,
        array_to_string(list_slice(list_sort(list(line)), 1, 5), ', ') AS lines
      FROM ${raw(REJECTS_TABLE)} GROUP BY file_number, file, code ORDER BY file_number, count DESC, code`);
    return rows.map(({ file, code, message, count, lines }, index) => ({
      file,
      count,
      message: `${many(count, "record")} rejected (${code}): ${code === "field-count" ? "wrong number of fields" : message}.`,
      advice: index === 0 ? "See all rejects with --rejects FILE." : "",
      examples: lines.split(", ").map((line) => `line ${line}`),
    }));
  },
};
