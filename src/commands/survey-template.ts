import { QUESTIONNAIRE_WORDS, type QuestionnaireLanguage, questionnaire } from "../analyses/survey/questionnaire.js";
import type { CommandContext } from "../cli/command.js";
import type { OptionSpec } from "../cli/option.js";
import type { SHARED_OPTIONS } from "../cli/shared-options.js";
import { createTalk } from "../cli/talk.js";
import { EXIT } from "../errors/catalogue.js";
import { CrmError } from "../errors/crm-error.js";
import { writeForm } from "../output/form-workbook.js";
import { writeOutputs } from "../output/write-outputs.js";

/**
 * Writes the questionnaire, as other outputs are written: whole or not at all, over a file that is there only with --force.
 *
 * @throws CrmError `bad-option`, `output-exists` and the other errors of outputs
 */
export async function writeTemplate<O extends readonly OptionSpec[]>(
  context: CommandContext<O>,
  path: string,
  language: QuestionnaireLanguage,
): Promise<number> {
  const { settings, effects, files } = context as unknown as CommandContext<typeof SHARED_OPTIONS>;
  if (!/\.xlsx$/i.test(path)) {
    throw new CrmError("bad-option", {
      option: "--template",
      detail: `${path} is no workbook`,
      fix: "Give a name that ends in .xlsx.",
    });
  }
  const talk = createTalk(effects, { quiet: settings.quiet || settings.json });
  const form = { ...QUESTIONNAIRE_WORDS[language], columns: questionnaire(language) };
  if (settings.dryRun) {
    talk.say(`would write ${path}`);
    return EXIT.done;
  }
  const plan = [{ path, write: (temporary: string) => writeForm(temporary, form) }];
  await writeOutputs(plan, { inputs: files, force: settings.force, cwd: effects.cwd });
  talk.say(`wrote ${path}; fill it in, one row a customer, then: crm survey ${path}`);
  return EXIT.done;
}
