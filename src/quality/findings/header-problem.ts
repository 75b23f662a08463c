import { type FindingKind, MOST_EXAMPLES, many } from "../finding.js";

const ADVICE: Readonly<Record<string, string>> = {
  "duplicate-header": "Rename one of them in the file if the second is the right one.",
  "empty-header": "Name the column in the file if it holds something that is wanted.",
  "scaled-amount": "Export plain amounts.",
};

const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  "duplicate-header": ["column has a header that an earlier one has", "columns have headers that earlier ones have"],
  "empty-header": ["column has content but no header", "columns have content but no header"],
  "scaled-amount": ["column is in thousands or the like", "columns are in thousands or the like"],
};

const OUTCOMES: Readonly<Record<string, string>> = {
  "duplicate-header": "the first is read",
  "empty-header": "not read",
  "scaled-amount": "left out",
};

/** The code is that of the problem: `duplicate-header`, `empty-header` or `scaled-amount`. */
export const headerProblem: FindingKind = {
  code: "header-problem",
  severity: "warning",
  meaning: "A header stands twice, is empty, or names a scale; the code says which.",
  async find({ tables }) {
    return tables.flatMap(({ name, matches, samples, recognised }) => {
      // A column without header and without content is but a delimiter at the end of each line, and headings of groups
      // have no header of their own.
      const hasGroups = recognised?.preset?.customerInGroupRows === true;
      const isFilled = (index: number): boolean =>
        !hasGroups && samples.some((row) => (row[index] ?? "").trim() !== "");
      const problems = (matches?.problems ?? []).filter(
        ({ code, index }) => code !== "empty-header" || isFilled(index),
      );
      return [...new Set(problems.map(({ code }) => code))].map((code) => {
        const alike = problems.filter((problem) => problem.code === code);
        return {
          code,
          file: name,
          count: alike.length,
          message: `${many(alike.length, ...WORDS[code]!)}; ${OUTCOMES[code]}.`,
          advice: ADVICE[code] ?? "",
          examples: alike
            .slice(0, MOST_EXAMPLES)
            .map(({ header, index }) => `column ${index + 1}${header === "" ? "" : ` "${header}"`}`),
        };
      });
    });
  },
};
