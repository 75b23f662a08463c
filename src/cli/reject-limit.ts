import { CrmError } from "../errors/crm-error.js";

/** How many rejects are too many: a count, or a share of the records read. */
export type RejectLimit = { readonly count: number } | { readonly share: number };

/** `20` or `1.5%`. */
export function percentOrCount(text: string): RejectLimit {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim());
  if (match === null || (match[2] === "" && !/^\d+$/.test(match[1]!))) {
    throw new CrmError("bad-option", {
      option: "--max-rejects",
      detail: `"${text}" is neither a count nor a share`,
      fix: "Write it as in 20 or 1.5%.",
    });
  }
  return match[2] === "%" ? { share: Number(match[1]) / 100 } : { count: Number(match[1]) };
}

export const exceeds = (limit: RejectLimit, rejected: number, read: number): boolean =>
  "count" in limit ? rejected > limit.count : read > 0 && rejected / read > limit.share;
