import { loadConfig } from "../config/config.js";
import { resolveSettings } from "../config/settings.js";
import type { Command } from "./command.js";
import type { Effects } from "./effects.js";

/** Settles a command's options and runs it. */
export async function runCommand(
  command: Command,
  files: readonly string[],
  flags: Readonly<Record<string, unknown>>,
  effects: Effects,
): Promise<number> {
  const named = flags.config;
  const config = await loadConfig(effects.cwd, typeof named === "string" ? named : undefined);
  if (config.path !== null) {
    const { checkKeys } = await import("../config/settings.js");
    const { allOptions } = await import("../commands/all-options.js");
    checkKeys(config, new Set((await allOptions()).map((option) => option.key)));
  }
  const resolved = resolveSettings(command.options, flags, effects.env, config);
  const settings = Object.fromEntries([...resolved].map(([key, setting]) => [key, setting.value]));
  const formats = command.formats ?? [];
  return command.run({ files, settings, config, effects, formats } as Parameters<typeof command.run>[0]);
}
