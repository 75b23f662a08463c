import type { FindingKind } from "../finding.js";

/** The code is that of the error, such as `date-order-undecidable`. */
export const unusableFile: FindingKind = {
  code: "unusable-file",
  severity: "error",
  meaning: "A file cannot be used as it is; the code is that of the error.",
  async find({ tables }) {
    return tables.flatMap(({ name, error, nearest }) => {
      if (error === null) return [];
      const proposals = error.code === "role-unknown" ? nearest : [];
      return [
        {
          code: error.code,
          file: name,
          count: 1,
          message: error.message,
          advice: error.hint,
          examples: proposals.slice(0, 8).map(({ header, field }) => `${field}="${header}"`),
        },
      ];
    });
  },
};
