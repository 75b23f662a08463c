// npm run docs: writes docs/reference.md and docs/rules.md from the built program.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { referencePage } from "../../dist/cli/reference.js";
import { COMMANDS } from "../../dist/commands/index.js";
import { rulesPage } from "../../dist/config/rules-page.js";

const commands = await Promise.all(COMMANDS.map((registered) => registered.load()));
writeFileSync(join(import.meta.dirname, "../../docs/reference.md"), referencePage(commands));
writeFileSync(join(import.meta.dirname, "../../docs/rules.md"), rulesPage());
