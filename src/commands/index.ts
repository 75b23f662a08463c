import type { Command } from "../cli/command.js";

/** A command's place in the program; its own file is loaded only when it runs or its help is asked for. */
export interface RegisteredCommand {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}

const registered = (name: string, summary: string, load: () => Promise<unknown>): RegisteredCommand => ({
  name,
  summary,
  load: load as () => Promise<Command>,
});

/** All commands, in the order of help. */
export const COMMANDS: readonly RegisteredCommand[] = [
  registered(
    "segment",
    "RFM scores, named segments and a profile of each segment",
    async () => (await import("./segment.js")).segment,
  ),
];
