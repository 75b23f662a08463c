import { discardTemporaries } from "../output/temporaries.js";

/** Exit codes of a process that a signal ended: 128 and the signal's number. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Readies the process for ends that nothing in it asks for. On a signal temporary files go (folders for spilled and
 * decoded data are removed by their owners when the process exits) and outputs stay as they were. A reader that has
 * gone, as in `crm … | head`, is no error; what else befalls standard output is thrown by whoever writes to it.
 */
export function handleProcessEnds(): void {
  for (const [signal, exitCode] of Object.entries(SIGNALS)) {
    process.once(signal, () => {
      discardTemporaries();
      process.exit(exitCode);
    });
  }
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") process.exitCode = 4;
  });
  process.stderr.on("error", () => {});
}
