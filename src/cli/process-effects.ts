import type { Effects } from "./effects.js";

/** The effects of the real process. */
export const processEffects = (): Effects => ({
  cwd: process.cwd(),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  stdinIsTerminal: process.stdin.isTTY === true,
  stdoutIsTerminal: process.stdout.isTTY === true,
  stderrIsTerminal: process.stderr.isTTY === true,
  width: process.stdout.columns ?? process.stderr.columns ?? 80,
});
