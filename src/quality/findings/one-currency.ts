import { currenciesOf } from "../../book/book-currency.js";
import { type FindingKind, many } from "../finding.js";

export const oneCurrency: FindingKind = {
  code: "currency",
  severity: "note",
  meaning: "The currency of the amounts, or that no file names one.",
  async find({ engine, imported }) {
    const transactions = imported.filter((file) => file.role === "transactions");
    if (transactions.length === 0) return [];
    const found = [...(await currenciesOf(engine, transactions))];
    if (found.length > 1) return [];
    const [only] = found;
    if (only === undefined) {
      return [{ file: null, count: 0, message: "No currency is named; all amounts are taken to be in one." }];
    }
    return [{ file: null, count: only[1], message: `Amounts are in ${only[0]} (${many(only[1], "record")}).` }];
  },
};
