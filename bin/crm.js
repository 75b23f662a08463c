#!/usr/bin/env node
import { main } from "../dist/cli/main.js";
import { processEffects } from "../dist/cli/process-effects.js";

process.exitCode = await main(process.argv.slice(2), processEffects());
