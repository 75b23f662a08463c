import { isRejectsList } from "../../ingest/judge-leftovers.js";
import { isIgnored } from "../examined-table.js";
import { type FindingKind, MOST_EXAMPLES } from "../finding.js";

export const ignoredTable: FindingKind = {
  code: "ignored-sheet",
  severity: "note",
  meaning: "A sheet or file beside the data that is of no known kind, and was not read.",
  async find({ tables }) {
    return tables.filter(isIgnored).map(({ name, headers }) => ({
      file: name,
      count: 1,
      message: isRejectsList(headers)
        ? "This is a list of rejected records; it was not read."
        : "This sheet was not read: its columns are of no known kind.",
      advice: "Name the sheet with --sheet if it is the one that is wanted.",
      examples: headers.slice(0, MOST_EXAMPLES).map((header) => `"${header}"`),
    }));
  },
};
