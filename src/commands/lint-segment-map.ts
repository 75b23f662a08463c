import { lintMap, type SegmentMap } from "../analyses/segments/segment-map.js";
import type { Effects } from "../cli/effects.js";
import { EXIT } from "../errors/catalogue.js";

/** Says what a segment map gets wrong; exit 1 when it is not total and disjoint. */
export function lintSegmentMap(
  map: SegmentMap,
  { effects, settings }: { effects: Effects; settings: { json: boolean } },
): number {
  const findings = lintMap(map);
  const { gaps, overlaps, unreachable, codes } = findings;
  const good = gaps.length === 0 && overlaps.length === 0 && unreachable.length === 0;
  if (settings.json) {
    effects.stdout.write(
      `${JSON.stringify({ schemaVersion: 1, command: "segment", map: map.id, good, ...findings }, null, 2)}\n`,
    );
    return good ? EXIT.done : EXIT.checkFailed;
  }
  const lines = [`${map.id}: ${map.segments.length} names over ${codes} codes`];
  if (good) lines.push("every code has exactly one name");
  if (gaps.length > 0) lines.push(`gaps, ${gaps.length} codes without a name: ${gaps.join(" ")}`);
  for (const { code, names } of overlaps) lines.push(`overlap: ${code} is ${names.join(" and ")}`);
  for (const name of unreachable) lines.push(`unreachable: every code of ${name} belongs to an earlier name`);
  effects.stdout.write(`${lines.join("\n")}\n`);
  return good ? EXIT.done : EXIT.checkFailed;
}
