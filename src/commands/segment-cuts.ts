import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { CutPoints } from "../analyses/rfm.js";
import { CrmError } from "../errors/crm-error.js";
import type { PlannedOutput } from "../output/write-outputs.js";

const FIGURES = ["recency", "frequency", "monetary"] as const;

/** Cut points from text such as `recency:30,90 frequency:1,2 monetary:50,100`; initials will do. */
export function parseCuts(text: string, bins: number): CutPoints {
  const found = new Map<string, number[]>();
  for (const part of text.trim().split(/[\s;]+/)) {
    const [name, list] = part.split(/[:=]/);
    const figure = FIGURES.find((one) => name !== undefined && name !== "" && one.startsWith(name.toLowerCase()));
    if (figure === undefined || list === undefined) throw badCuts("--cuts", `"${part}" is no list of cut points`, bins);
    found.set(figure, list.split(",").map(Number));
  }
  return checkCuts(Object.fromEntries(found), bins, "--cuts");
}

/** Cut points that --save-cuts wrote. */
export function loadCuts(name: string, cwd: string, bins: number): CutPoints {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, name), "utf8");
  } catch (cause) {
    throw new CrmError("file-missing", { fix: "Make it with --save-cuts.", place: { file: name }, cause });
  }
  try {
    const saved = JSON.parse(text) as { cutPoints?: Record<string, number[]> };
    return checkCuts(saved.cutPoints ?? {}, bins, "--cuts-from");
  } catch (error) {
    if (error instanceof CrmError) throw error.at({ file: name });
    throw badCuts("--cuts-from", "the file is not JSON that --save-cuts wrote", bins);
  }
}

function checkCuts(cuts: Readonly<Record<string, unknown>>, bins: number, option: string): CutPoints {
  const lists = FIGURES.map((figure) => {
    const list = cuts[figure];
    if (!Array.isArray(list) || list.length !== bins - 1 || list.some((cut) => !Number.isFinite(cut))) {
      throw badCuts(option, `${figure} needs ${bins - 1} numbers for ${bins} bins`, bins);
    }
    if (list.some((cut, index) => index > 0 && cut < list[index - 1]))
      throw badCuts(option, `${figure} is not ascending`, bins);
    return list as number[];
  });
  return { recency: lists[0]!, frequency: lists[1]!, monetary: lists[2]! };
}

const badCuts = (option: string, detail: string, bins: number): CrmError => {
  const sample = Array.from({ length: bins - 1 }, (_, index) => (index + 1) * 10).join(",");
  return new CrmError("bad-option", {
    option,
    detail,
    fix: `Write them as in 'recency:${sample} frequency:${sample} monetary:${sample}', ascending.`,
  });
};

/** The file that --save-cuts writes. */
export const cutsFile = (path: string, asOf: string, bins: number, cutPoints: CutPoints): PlannedOutput => ({
  path,
  write: (temporary) =>
    writeFile(temporary, `${JSON.stringify({ schemaVersion: 1, asOf, bins, cutPoints }, null, 2)}\n`),
});
