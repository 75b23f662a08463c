import type { OptionSpec } from "../cli/option.js";
import { COMMANDS } from "./index.js";

/** The options of all commands, each key once. */
export async function allOptions(): Promise<OptionSpec[]> {
  const commands = await Promise.all(COMMANDS.map((registered) => registered.load()));
  return [...new Map(commands.flatMap((command) => command.options.map((option) => [option.key, option]))).values()];
}
