import type { Role } from "./field.js";
import type { Skipped } from "./raw-table.js";
import { FIRST_FILTER, stateName } from "./row-state.js";

/** Where the records of one file went. `read = accepted + rejected + the sum of filtered`, always. */
export interface FileAccounting {
  readonly file: string;
  readonly role: Role;
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Records that a rule set aside, by the rule's name. */
  readonly filtered: Readonly<Record<string, number>>;
  /** Lines that are no records. */
  readonly skipped: Skipped;
}

/** The sum over all files, and each file's own. */
export interface Accounting {
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly filtered: Readonly<Record<string, number>>;
  readonly files: readonly FileAccounting[];
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0);

/** Adds the files up and holds every sum against what was read; a difference is a bug, never a warning. */
export function addUp(files: readonly FileAccounting[]): Accounting {
  const filtered = new Map<string, number>();
  for (const file of files) {
    const accounted = file.accepted + file.rejected + sum(Object.values(file.filtered));
    if (accounted !== file.read) {
      throw new Error(`${file.file}: ${file.read} records read, ${accounted} accounted for`);
    }
    for (const [rule, count] of Object.entries(file.filtered)) filtered.set(rule, (filtered.get(rule) ?? 0) + count);
  }
  return {
    read: sum(files.map((file) => file.read)),
    accepted: sum(files.map((file) => file.accepted)),
    rejected: sum(files.map((file) => file.rejected)),
    filtered: Object.fromEntries([...filtered].sort(([one], [other]) => (one < other ? -1 : 1))),
    files,
  };
}

/** Moves `count` records of a file from accepted to a filter. */
export function filterFurther(file: FileAccounting, rule: string, count: number): FileAccounting {
  if (count === 0) return file;
  const filtered = { ...file.filtered, [rule]: (file.filtered[rule] ?? 0) + count };
  return { ...file, accepted: file.accepted - count, filtered };
}

/** Moves records to a filter, from accepted or from the filter of the state that they had before. */
export function moveToFilter(
  file: FileAccounting,
  rule: string,
  moved: readonly { readonly state: number; readonly count: number }[],
): FileAccounting {
  const filtered = new Map(Object.entries(file.filtered));
  let { accepted } = file;
  for (const { state, count } of moved) {
    if (state < FIRST_FILTER) accepted -= count;
    else filtered.set(stateName(state), (filtered.get(stateName(state)) ?? 0) - count);
    filtered.set(rule, (filtered.get(rule) ?? 0) + count);
  }
  const left = [...filtered].filter(([, count]) => count > 0).sort(([one], [other]) => (one < other ? -1 : 1));
  return { ...file, accepted, filtered: Object.fromEntries(left) };
}
