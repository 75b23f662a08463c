import type { SegmentMap } from "../analyses/segments/segment-map.js";
import type { CommandContext } from "../cli/command.js";
import { CrmError } from "../errors/crm-error.js";
import { targetsFrom } from "../output/targets.js";
import { SEGMENT_OPTIONS } from "./segment-options.js";

type SegmentSettings = CommandContext<typeof SEGMENT_OPTIONS>["settings"];

const refuse = (option: string, detail: string, fix: string): CrmError =>
  new CrmError("bad-option", { option, detail, fix });

/**
 * Refuses options that make sense only beside others.
 *
 * @throws CrmError `bad-option`
 */
export function checkTogether(settings: SegmentSettings, map: SegmentMap | null): void {
  checkMethod(settings);
  if (settings.by?.length === 0) throw refuse("--by", "it names no attribute", "Write it as in --by country,gender.");
  if (settings.market !== undefined && settings.by === undefined) {
    throw refuse("--market", "a market is parted into the groups of --by", "Add --by, as in --by country.");
  }
  if (settings.compareTo !== undefined && map === null) {
    throw refuse(
      "--compare-to",
      `with ${settings.bins} bins segments have no names to move between`,
      "Use --bins 5, or a map of your own with --segments.",
    );
  }
  if (settings.cuts !== undefined && settings.cutsFrom !== undefined) {
    throw refuse("--cuts", "cut points are given twice", "Use either --cuts or --cuts-from.");
  }
  if (settings.cohorts === undefined) return;
  const [target] = targetsFrom([settings.cohorts]);
  if (target!.path === null)
    throw refuse("--cohorts", "it is written to a file", "Name one, as in --cohorts retention.csv.");
}

/** Clusters have neither scores nor a map. */
function checkMethod(settings: SegmentSettings): void {
  if (settings.method === "rfm") {
    if (settings.k !== null) throw refuse("--k", "only clusters have a number", "Add --method kmeans.");
    return;
  }
  const ofScores = [
    "cuts",
    "saveCuts",
    "cutsFrom",
    "segments",
    "by",
    "market",
    "compareTo",
    "cohorts",
    "with",
  ] as const;
  const given = ofScores.find((key) => settings[key] !== undefined);
  if (given === undefined) return;
  const flag = SEGMENT_OPTIONS.find((option) => option.key === given)!.flags.split(" ")[0]!;
  throw refuse(flag, "it goes with scores, and --method kmeans has none", `Leave out ${flag}, or the --method.`);
}
