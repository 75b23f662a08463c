import { type FindingKind, MOST_EXAMPLES, many } from "../finding.js";
import { statusClasses } from "../status-classes.js";

export const unknownStatus: FindingKind = {
  code: "unknown-status",
  severity: "warning",
  meaning: "Status texts that are not known; their records count as purchases.",
  async find({ engine, imported }) {
    const unknown = (await statusClasses(engine, imported)).filter((status) => !status.isKnown);
    const files = [...new Set(unknown.map((status) => status.file))];
    return files.map((file) => {
      const own = unknown.filter((status) => status.file === file);
      const records = own.reduce((sum, status) => sum + status.records, 0);
      return {
        file,
        count: own.length,
        message: `${many(own.length, "status", "statuses")} not known, in ${many(records, "record")} that count as purchases.`,
        advice: "Remove those records from the export if they are no purchases.",
        examples: own.slice(0, MOST_EXAMPLES).map(({ status, records: count }) => `"${status}" (${count})`),
      };
    });
  },
};
