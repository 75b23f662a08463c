import type { FindingKind } from "../finding.js";

export const guessedColumn: FindingKind = {
  code: "guessed-column",
  severity: "warning",
  meaning: "A column was taken for a field by the look of its values alone.",
  async find({ tables }) {
    return tables.flatMap(({ name, matches }) =>
      (matches?.columns ?? [])
        .filter((column) => column.why === "values")
        .map(({ field, header }) => ({
          file: name,
          count: 1,
          message: `Column "${header}" was taken for ${field}, because its values look so.`,
          advice: `Confirm it with --map ${field}="${header}", or name another column.`,
        })),
    );
  },
};
