import { COMMANDS } from "../commands/index.js";
import { EXIT } from "../errors/catalogue.js";
import { CrmError } from "../errors/crm-error.js";
import type { Effects } from "./effects.js";
import { presentError } from "./present-error.js";
import { buildProgram, CommanderExit } from "./program.js";

/** Runs the command line and returns the exit code. Never throws. */
export async function main(argv: readonly string[], effects: Effects): Promise<number> {
  const json = argv.includes("--json");
  const debug = argv.includes("--debug");
  try {
    let exitCode: number = EXIT.done;
    const program = await buildProgram(COMMANDS, argv, effects, (code) => {
      exitCode = code;
    });
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderExit) return error.exitCode;
    if ((error as NodeJS.ErrnoException).code === "EPIPE") return EXIT.done;
    effects.stderr.write(await presentError(error, { json, debug }));
    return error instanceof CrmError ? error.exitCode : EXIT.bug;
  }
}
