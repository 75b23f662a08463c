import type { FindingKind } from "../finding.js";

/** What the reading assumed, and what is known about the habits of the system that wrote the file. */
export const readingNote: FindingKind = {
  code: "reading",
  severity: "note",
  meaning: "What was assumed when a file was read, and what is known about the exports of its system.",
  async find({ tables }) {
    return tables.flatMap(({ name, imported, recognised }) => {
      const remarks = (imported?.remarks ?? []).filter((remark) => !remark.startsWith("statuses that are not known"));
      const notes = recognised?.preset?.notes ?? [];
      return [...remarks.map(sentence), ...notes].map((message) => ({ file: name, count: 1, message }));
    });
  },
};

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
