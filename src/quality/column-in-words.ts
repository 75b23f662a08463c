import type { MatchReason } from "../ingest/match-columns.js";
import type { ColumnProfile } from "./profile-columns.js";

const REASONS: Readonly<Record<MatchReason, string>> = {
  flag: "said",
  preset: "system",
  header: "header",
  "header-partial": "part of header",
  values: "values",
};

/** `95 % header`. */
export const sureness = ({ confidence, why }: Pick<ColumnProfile, "confidence" | "why">): string =>
  why === null || confidence === null ? "" : `${Math.round(confidence * 100)} % ${REASONS[why]}`;

/** `2026-01-02 to 2026-03-31, day first`, or some values; and how many cells do not read as they should. */
export function rangeOf(column: ColumnProfile): string {
  const { least, greatest, format, examples, unreadable } = column;
  const range = least === null || greatest === null ? null : least === greatest ? least : `${least} to ${greatest}`;
  const unread = unreadable === null || unreadable === 0 ? "" : `${unreadable} unreadable`;
  return [range ?? few(examples), format, unread].filter((part) => part !== "").join(", ");
}

/** So many characters of examples are shown, but always one. */
const ROOM = 24;

function few(examples: readonly string[]): string {
  let shown = examples[0] ?? "";
  for (const example of examples.slice(1)) {
    if (shown.length + example.length + 2 > ROOM) break;
    shown += `; ${example}`;
  }
  return shown;
}
