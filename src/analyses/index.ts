import type { Analysis } from "./analysis.js";

/** Every analysis that is built on the scorecard; adding one is one file and one line. */
export const ANALYSES: readonly Analysis[] = [];
