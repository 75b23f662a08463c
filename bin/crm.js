#!/usr/bin/env node
import { main } from "../dist/cli/main.js";
import { processEffects } from "../dist/cli/process-effects.js";
import { handleProcessEnds } from "../dist/cli/process-ends.js";

handleProcessEnds();
const exitCode = await main(process.argv.slice(2), processEffects());
process.exitCode ||= exitCode;
