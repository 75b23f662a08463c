import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { CommandContext } from "../cli/command.js";
import type { INPUT_OPTIONS } from "../cli/shared-options.js";
import { CrmError } from "../errors/crm-error.js";
import type { ColumnMap } from "../ingest/column-map.js";
import type { ImportOptions } from "../ingest/import-files.js";
import { expandPattern } from "./find-inputs.js";

type InputContext = Pick<CommandContext<typeof INPUT_OPTIONS>, "settings" | "effects" | "config">;

/** How the inputs are read, from the settings and the configuration. */
export async function importOptions(context: InputContext): Promise<ImportOptions> {
  const { settings, effects } = context;
  const { sheet, encoding, delimiter, dateOrder, decimal, currency, rates } = settings;
  const map = await columnMap(context);
  return {
    ...(map === null ? {} : { map }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(dateOrder === undefined ? {} : { dateOrder }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(currency === undefined ? {} : { currency }),
    ...(rates === undefined ? {} : { rates: readRates(resolve(effects.cwd, rates), rates) }),
  };
}

/** `--map` over the configuration's `map`, which holds columns by field, and columns by field for a file by its name. */
async function columnMap({ settings, config }: InputContext): Promise<ColumnMap | null> {
  const everywhere = new Map<string, string>();
  const byFile = new Map<string, Map<string, string>>();
  const said = (config.values.map as Record<string, string | Record<string, string>> | undefined) ?? {};
  const flags = new Map(settings.map);
  for (const [key, value] of Object.entries(said)) {
    if (typeof value === "string") {
      everywhere.set(key, value);
      continue;
    }
    for (const file of await filesOf(key, config.folder)) {
      byFile.set(file, new Map([...(byFile.get(file) ?? []), ...Object.entries(value), ...flags]));
    }
  }
  for (const [field, column] of flags) everywhere.set(field, column);
  return everywhere.size + byFile.size === 0 ? null : { everywhere, byFile };
}

/** The paths that a key of `map` speaks of: a file, a pattern, or a sheet of a workbook as `file#sheet`. */
async function filesOf(key: string, folder: string): Promise<string[]> {
  const [, file = key, sheet = ""] = /^(.+\.xls[xm])(#.+)$/i.exec(key) ?? [];
  const paths = await expandPattern(file, folder);
  return paths.map((path) => `${path}${sheet}`);
}

/** Reads `currency,rate` lines; a header line is allowed. */
function readRates(path: string, name: string): Map<string, number> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new CrmError("file-missing", { fix: "Check the name of the rates file.", place: { file: name }, cause });
  }
  const rates = new Map<string, number>();
  text.split(/\r?\n/).forEach((line, index) => {
    const [code, rate] = line.split(/[,;\t]/).map((cell) => cell.trim());
    if (line.trim() === "" || (index === 0 && Number.isNaN(Number(rate)))) return;
    if (code === undefined || code === "" || !(Number(rate) > 0)) {
      throw new CrmError("config-invalid", {
        detail: `"${line}" is no currency with a rate.`,
        fix: "Write lines such as USD,0.92.",
        place: { file: name, line: index + 1 },
      });
    }
    rates.set(code.toUpperCase(), Number(rate));
  });
  return rates;
}
