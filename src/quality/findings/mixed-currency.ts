import { currenciesOf, currencyEvidence } from "../../book/book-currency.js";
import type { FindingKind } from "../finding.js";

export const mixedCurrency: FindingKind = {
  code: "mixed-currency",
  severity: "error",
  meaning: "Amounts that count are in several currencies; other commands refuse to add them up.",
  async find({ engine, imported, hasRates }) {
    if (hasRates) return [];
    const found = await currenciesOf(engine, imported);
    if (found.size < 2) return [];
    const first = [...found.keys()][0]!;
    return [
      {
        file: null,
        count: found.size,
        message: `Amounts are in several currencies: ${currencyEvidence(found)}.`,
        advice: `Keep one with --currency ${first}, or give a rates file (currency,rate) with --rates FILE.`,
        examples: [...found.keys()],
      },
    ];
  },
};
