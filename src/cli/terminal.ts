import type { Effects } from "./effects.js";

/** Whether to colour: NO_COLOR and --no-color say no, FORCE_COLOR yes, otherwise only a terminal is coloured. */
export function mayColour(effects: Effects, setting: boolean): boolean {
  if (!setting) return false;
  const { NO_COLOR: no, FORCE_COLOR: force, TERM: term } = effects.env;
  if (no !== undefined && no !== "") return false;
  if (force !== undefined && force !== "" && force !== "0") return true;
  return effects.stdoutIsTerminal && term !== "dumb";
}
