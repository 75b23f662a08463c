import { CrmError } from "../../errors/crm-error.js";

/** One named segment: patterns of scores, such as `555`, `5[4-5]*` or `[1-2]55`. */
export interface SegmentRule {
  readonly name: string;
  /** Patterns of one score each for R, F and M: a digit, `[a-b]`, or `*` for any. */
  readonly codes: readonly string[];
  /** What to do about customers in it. */
  readonly action: string;
}

/** A map from scores to names. A good one is total and disjoint: each code has exactly one name. */
export interface SegmentMap {
  readonly id: string;
  readonly title: string;
  readonly bins: number;
  readonly segments: readonly SegmentRule[];
}

/** A combination of scores. */
export interface Code {
  readonly r: number;
  readonly f: number;
  readonly m: number;
}

const PART = /\*|\[(\d+)-(\d+)\]|\d/g;

/** The scores that each part of a pattern allows. */
function parsePattern(pattern: string, bins: number): readonly (readonly number[])[] {
  const parts = [...pattern.matchAll(PART)];
  const whole = parts.map((part) => part[0]).join("");
  if (parts.length !== 3 || whole !== pattern) {
    throw new CrmError("map-invalid", {
      detail: `"${pattern}" is not a pattern of three scores.`,
      fix: "Write one part each for R, F and M: a digit, [2-4], or * for any, as in 5[4-5]*.",
    });
  }
  return parts.map(([text, low, high]) => {
    if (text === "*") return range(1, bins);
    const [from, to] = low === undefined ? [Number(text), Number(text)] : [Number(low), Number(high)];
    if (from < 1 || to > bins || from > to) {
      throw new CrmError("map-invalid", {
        detail: `"${pattern}" asks for scores outside 1 to ${bins}.`,
        fix: `Scores run from 1 to ${bins} with ${bins} bins.`,
      });
    }
    return range(from, to);
  });
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Every code that a pattern stands for. */
export function expandPattern(pattern: string, bins: number): Code[] {
  const [rs, fs, ms] = parsePattern(pattern, bins);
  return rs!.flatMap((r) => fs!.flatMap((f) => ms!.map((m) => ({ r, f, m }))));
}

/** What a map gets wrong. Empty lists prove it total and disjoint. */
export interface MapFindings {
  readonly codes: number;
  readonly gaps: readonly string[];
  readonly overlaps: readonly { readonly code: string; readonly names: readonly string[] }[];
  /** Names that no code reaches, because earlier names have all theirs. */
  readonly unreachable: readonly string[];
}

const codeText = ({ r, f, m }: Code, bins: number): string => (bins > 9 ? `${r}-${f}-${m}` : `${r}${f}${m}`);

/** Holds a map against every code there is. */
export function lintMap(map: SegmentMap): MapFindings {
  const names = assignments(map);
  const all = expandPattern("***", map.bins).map((code) => codeText(code, map.bins));
  const first = new Set([...names.values()].map((owners) => owners[0]));
  return {
    codes: all.length,
    gaps: all.filter((code) => !names.has(code)),
    overlaps: all.flatMap((code) => {
      const owners = names.get(code) ?? [];
      return owners.length > 1 ? [{ code, names: owners }] : [];
    }),
    unreachable: map.segments.map((segment) => segment.name).filter((name) => !first.has(name)),
  };
}

/** The names that claim each code, in the map's order. */
function assignments(map: SegmentMap): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const segment of map.segments) {
    for (const pattern of segment.codes) {
      for (const code of expandPattern(pattern, map.bins)) {
        const key = codeText(code, map.bins);
        const owners = names.get(key) ?? [];
        if (!owners.includes(segment.name)) names.set(key, [...owners, segment.name]);
      }
    }
  }
  return names;
}

/**
 * The name of every code.
 *
 * @throws CrmError `map-invalid` where a code has no name or several
 */
export function segmentNames(map: SegmentMap): ReadonlyMap<string, string> {
  const { gaps, overlaps } = lintMap(map);
  if (gaps.length > 0 || overlaps.length > 0) {
    const some = (codes: readonly string[]): string => codes.slice(0, 5).join(", ") + (codes.length > 5 ? ", …" : "");
    const faults = [
      ...(gaps.length === 0 ? [] : [`${gaps.length} codes have no name (${some(gaps)})`]),
      ...(overlaps.length === 0 ? [] : [`${overlaps.length} have several (${some(overlaps.map((one) => one.code))})`]),
    ];
    throw new CrmError("map-invalid", {
      detail: `${map.id}: ${faults.join("; ")}.`,
      fix: "Run `crm segment --lint` to see every gap and overlap.",
    });
  }
  return new Map([...assignments(map)].map(([code, owners]) => [code, owners[0]!]));
}
