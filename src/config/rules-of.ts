import type { Rules } from "../rules/index.js";
import type { LoadedConfig } from "./config.js";

/** The rules of the analyses: what the configuration says, and the defaults for the rest. */
export async function rulesOf(config: LoadedConfig): Promise<Rules> {
  const { rulesSchema } = await import("../rules/index.js");
  return rulesSchema.parse(config.values.rules ?? {});
}
