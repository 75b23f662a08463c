import type { OptionSpec } from "../cli/option.js";
import { closest } from "../errors/closest.js";
import { CrmError } from "../errors/crm-error.js";
import type { LoadedConfig } from "./config.js";

/** Where a setting's value comes from; an earlier one beats a later one. */
export type SettingSource = "flag" | "environment" | "configuration" | "default";

export interface ResolvedSetting {
  readonly value: unknown;
  readonly source: SettingSource;
}

/** The environment variable of an option: `asOf` is `CRM_AS_OF`. */
export const variableOf = (key: string): string => `CRM_${key.replaceAll(/([A-Z])/g, "_$1").toUpperCase()}`;

/** Keys of the configuration that are no options. */
const SHAPED = new Set(["inputs", "map", "maps", "attributeKinds", "rules"]);

/**
 * The value of every option: flags beat environment variables beat the configuration beat defaults.
 *
 * @param flags texts from the command line by key; lists where an option was repeated
 */
export function resolveSettings(
  options: readonly OptionSpec[],
  flags: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string | undefined>>,
  config: LoadedConfig,
): ReadonlyMap<string, ResolvedSetting> {
  return new Map(options.map((option) => [option.key, resolve(option, flags, env, config)]));
}

function resolve(
  option: OptionSpec,
  flags: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string | undefined>>,
  config: LoadedConfig,
): ResolvedSetting {
  const negated = /--no-/.test(option.flags);
  const flag = flags[option.key];
  if (flag !== undefined && !(negated && flag === true)) return { value: interpret(option, flag), source: "flag" };
  if (option.onlyOnCommandLine !== true) {
    const variable = env[variableOf(option.key)];
    if (variable !== undefined && variable !== "") {
      return { value: interpret(option, option.repeatable ? [variable] : variable), source: "environment" };
    }
    const configured = SHAPED.has(option.key) ? undefined : config.values[option.key];
    if (configured !== undefined) return { value: interpret(option, configured), source: "configuration" };
  }
  const fallback = option.isFlag
    ? negated
    : option.repeatable
      ? []
      : option.default === undefined
        ? undefined
        : option.parse(option.default);
  return { value: fallback, source: "default" };
}

function interpret(option: OptionSpec, given: unknown): unknown {
  if (option.isFlag) return given === true || given === "true" || given === "1";
  const texts = (Array.isArray(given) ? given : [given]).map(String);
  const values = texts.map(option.parse);
  return option.repeatable ? values : values[values.length - 1];
}

/** Refuses configuration keys that no command knows, with the nearest that one does. */
export function checkKeys(config: LoadedConfig, known: ReadonlySet<string>): void {
  for (const key of Object.keys(config.values)) {
    if (known.has(key) || SHAPED.has(key)) continue;
    const near = closest(key, [...known, ...SHAPED]);
    throw new CrmError("config-invalid", {
      detail: `the key "${key}" is not known.`,
      fix: near === undefined ? "Remove it." : `Did you mean "${near}"?`,
      place: { file: config.path ?? "" },
    });
  }
}
