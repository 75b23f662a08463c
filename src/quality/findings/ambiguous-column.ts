import type { FindingKind } from "../finding.js";

export const ambiguousColumn: FindingKind = {
  code: "ambiguous-column",
  severity: "warning",
  meaning: "Several columns would do for one field.",
  async find({ tables }) {
    return tables.flatMap(({ name, matches }) =>
      (matches?.ambiguous ?? []).map(({ field, taken, candidates }) => ({
        file: name,
        count: candidates.length,
        message: taken
          ? `Several columns could be ${field}; "${candidates[0]}" was taken.`
          : `Several columns could be ${field}; none was taken.`,
        advice: `Settle it with --map ${field}="${candidates[taken ? 1 : 0]}".`,
        examples: candidates.map((candidate) => `"${candidate}"`),
      })),
    );
  },
};
