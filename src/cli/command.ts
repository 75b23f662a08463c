import type { Format } from "../output/format.js";
import type { Effects } from "./effects.js";
import type { OptionSpec, SettingsOf } from "./option.js";

/** An invocation that help shows and a test runs. */
export interface Example {
  readonly command: string;
  readonly shows: string;
}

/** What a command is given when it runs. */
export interface CommandContext<O extends readonly OptionSpec[]> {
  readonly files: readonly string[];
  readonly settings: SettingsOf<O>;
  readonly config: import("../config/config.js").LoadedConfig;
  readonly effects: Effects;
  /** The command's own output formats. */
  readonly formats?: readonly Format[];
}

/** One command: its options as data, examples, and what it does. Returns the exit code. */
export interface Command<O extends readonly OptionSpec[] = readonly OptionSpec[]> {
  readonly name: string;
  readonly summary: string;
  /** Longer text for the command's own help. */
  readonly description: string;
  /** As commander writes them, such as `[files...]`. */
  readonly arguments: string;
  readonly options: O;
  readonly examples: readonly Example[];
  /** Output formats that this command has beside, or in place of, those of every command. */
  readonly formats?: readonly Format[];
  run(context: CommandContext<O>): Promise<number>;
}

/** Keeps the options' types while a command is declared. */
export const command = <const O extends readonly OptionSpec[]>(definition: Command<O>): Command<O> => definition;
