import { type FindingKind, many } from "../finding.js";

export const duplicateRows: FindingKind = {
  code: "duplicate-rows",
  severity: "warning",
  meaning: "Rows of one file that are the same in every column. They are kept, as two equal sales are possible.",
  async find({ tables }) {
    return tables.flatMap(({ name, duplicateRows: rows, recognised }) =>
      rows === null || rows.extra === 0
        ? []
        : [
            {
              file: name,
              count: rows.extra,
              message: `${many(rows.extra, "row")} the same in every column as an earlier one (${many(rows.groups, "kind")}); they are ${recognised?.role === "customers" ? "counted once" : "kept"}.`,
              advice: "Find out whether the export wrote them twice; if so, remove them.",
              examples: rows.examples,
            },
          ],
    );
  },
};
