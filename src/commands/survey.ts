import { QUESTIONNAIRE_LANGUAGES } from "../analyses/survey/questionnaire.js";
import { survey as analysis, scoreSurvey } from "../analyses/survey/survey.js";
import { command } from "../cli/command.js";
import { anyText, namesParted, oneOf } from "../cli/option.js";
import { SHARED_OPTIONS, spec } from "../cli/shared-options.js";
import { runAnalysis, SCORECARD_OPTIONS } from "./run-analysis.js";
import { writeTemplate } from "./survey-template.js";

export const survey = command({
  name: "survey",
  summary: "what customers answered, by stage and group, with intervals; NPS, CSAT, CES; promise against fact",
  description:
    "Counts the answers to surveys by stage and question, with 95 % intervals and a test of every difference between groups;\n" +
    "NPS, CSAT and CES with the revenue at risk, acceptable response times against complaints, perceived value. Reads long\n" +
    "and wide files (Google Forms, Qualtrics, SurveyMonkey, 问卷星); --template writes a questionnaire that reads back.",
  arguments: "[files...]",
  options: [
    spec({
      key: "by",
      flags: "--by <attributes>",
      description:
        "break answers down by attributes of customers, segment, or columns of other analyses (gender,segment,value_class)",
      parse: namesParted,
    }),
    spec({
      key: "template",
      flags: "--template <file>",
      description: "write a questionnaire to fill in (.xlsx) instead, one row a customer",
      parse: anyText,
      onlyOnCommandLine: true,
    }),
    spec({
      key: "lang",
      flags: "--lang <language>",
      description: "language of the questionnaire: en or zh",
      parse: oneOf("--lang", QUESTIONNAIRE_LANGUAGES),
      default: "en",
    }),
    ...SCORECARD_OPTIONS,
    ...SHARED_OPTIONS,
  ],
  examples: [
    { command: "crm survey --template questionnaire.xlsx", shows: "a sheet to fill in, which crm survey reads" },
    {
      command: "crm survey customers.xlsx orders.csv --by segment -o survey.xlsx",
      shows: "every customer's latest answers and all tables, as a workbook",
    },
  ],
  run: (context) => {
    const { by, template, lang } = context.settings;
    if (template !== undefined) return writeTemplate(context, template, lang);
    if (by === undefined) return runAnalysis(context, analysis, { needs: { transactions: false } });
    const asked = {
      ...analysis,
      score: (card: Parameters<typeof analysis.score>[0]) =>
        scoreSurvey({ ...card, rules: { ...card.rules, survey: { ...card.rules.survey, by } } }, true),
    };
    return runAnalysis(context, asked, { needs: { transactions: false } });
  },
});
