import { accounts, accountsTable } from "../analyses/accounts/accounts.js";
import { customerTypes } from "../analyses/accounts/customer-types.js";
import type { Analysis, AnalysisOutcome } from "../analyses/analysis.js";
import { relationship as analysis } from "../analyses/relationship/relationship.js";
import type { Scorecard } from "../analyses/scorecard.js";
import { command } from "../cli/command.js";
import { anyText } from "../cli/option.js";
import { SHARED_OPTIONS, spec } from "../cli/shared-options.js";
import { aside } from "../output/result.js";
import { runAnalysis, SCORECARD_OPTIONS } from "./run-analysis.js";

export const relationship = command({
  name: "relationship",
  summary: "the five levels of relationship, contact cost against margin, accounts and who is contacted too much",
  description:
    "Gives every group of customers a level of relationship (basic, reactive, accountable, proactive, partnership) by the\n" +
    "number of its customers and its margin, and says who is under-served, over-served, or contacted too much.\n" +
    "With a file of contacts: roles covered, net support and warnings of each account, and its final deciders.",
  arguments: "[files...]",
  options: [
    spec({
      key: "groupBy",
      flags: "--group-by <what>",
      description:
        "what groups are made by: auto (product kind or category mostly bought), none, segment, a field of transactions, or an attribute of customers",
      parse: anyText,
    }),
    spec({
      key: "accounts",
      flags: "--accounts",
      description: "list the accounts with their people and support instead of the customers",
      parse: anyText,
      isFlag: true,
    }),
    ...SCORECARD_OPTIONS,
    ...SHARED_OPTIONS,
  ],
  examples: [
    {
      command: "crm relationship customers.xlsx orders.csv",
      shows: "the levels, the groups that they follow from, and every customer",
    },
    {
      command: "crm relationship customers.xlsx orders.csv --group-by segment -o relationship.xlsx",
      shows: "levels by RFM segment instead of by what is bought, as a workbook",
    },
    {
      command: "crm relationship customers.xlsx orders.csv --compare-to 2025-12-31 --json",
      shows: "contacts of the year before that day beside those of the last year",
    },
  ],
  run: async (context) => {
    const { groupBy, accounts: listsAccounts } = context.settings;
    /** The outcome with the tables of the accounts, where there are any or they are asked for. */
    const score = async (card: Scorecard): Promise<AnalysisOutcome> => {
      const outcome = await analysis.score(groupBy === undefined ? card : groupedBy(card, groupBy));
      if (!listsAccounts && !card.book.records.has("contacts")) {
        const types = await customerTypes(card);
        return { ...outcome, tables: [...outcome.tables, ...(types?.tables ?? []).map(aside)] };
      }
      const people = await accounts.score(card);
      const tables = people.tables.filter((table) => !listsAccounts || table.name !== "accounts").map(aside);
      return {
        ...outcome,
        tables: listsAccounts ? [...tables, ...outcome.tables.map(aside)] : [...outcome.tables, ...tables],
        meta: { ...outcome.meta, accounts: people.meta },
      };
    };
    const extended: Analysis = { ...analysis, columnNames: [...analysis.columnNames, ...accounts.columnNames], score };
    return runAnalysis(context, extended, listsAccounts ? { main: async (card) => accountsTable(card) } : {});
  },
});

/** The scorecard with groups made by something else than the rules say. */
const groupedBy = (card: Scorecard, groupBy: string): Scorecard => ({
  ...card,
  rules: { ...card.rules, relationship: { ...card.rules.relationship, groupBy } },
});
