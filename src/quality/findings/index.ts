import type { Finding, FindingKind, QualityContext } from "../finding.js";
import { ambiguousColumn } from "./ambiguous-column.js";
import { customersWithoutPurchase } from "./customers-without-purchase.js";
import { damagedIdentifiers } from "./damaged-identifiers.js";
import { duplicateEmail, duplicatePhone } from "./duplicate-contact.js";
import { duplicateRows } from "./duplicate-rows.js";
import { formulaNames } from "./formula-names.js";
import { futureBirths } from "./future-births.js";
import { futureDates } from "./future-dates.js";
import { guessedColumn } from "./guessed-column.js";
import { headerProblem } from "./header-problem.js";
import { ignoredTable } from "./ignored-table.js";
import { mixedCurrency } from "./mixed-currency.js";
import { negativeAmounts } from "./negative-amounts.js";
import { oneCurrency } from "./one-currency.js";
import { outlierAmounts } from "./outlier-amounts.js";
import { pastDates } from "./past-dates.js";
import { readingNote } from "./reading-note.js";
import { rejectedRecords } from "./rejected-records.js";
import { repeatedCustomer } from "./repeated-customer.js";
import { repeatedOrder } from "./repeated-order.js";
import { sharedOrder } from "./shared-order.js";
import { unknownCustomers } from "./unknown-customers.js";
import { unknownServers } from "./unknown-servers.js";
import { unknownStatus } from "./unknown-status.js";
import { unusableFile } from "./unusable-file.js";
import { zeroAmounts } from "./zero-amounts.js";

/** Every kind of finding, in the order in which they are told: errors, warnings, notes. */
export const FINDING_KINDS: readonly FindingKind[] = [
  ...[unusableFile, mixedCurrency],
  ...[rejectedRecords, ambiguousColumn, guessedColumn, headerProblem, damagedIdentifiers, unknownStatus],
  ...[
    duplicateEmail,
    duplicatePhone,
    repeatedCustomer,
    duplicateRows,
    repeatedOrder,
    sharedOrder,
    unknownCustomers,
    unknownServers,
  ],
  ...[futureDates, futureBirths, pastDates, outlierAmounts, formulaNames],
  ...[customersWithoutPurchase, negativeAmounts, zeroAmounts, oneCurrency, ignoredTable, readingNote],
];

/** Looks for every kind of finding. */
export async function findAll(context: QualityContext): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { code, severity, find } of FINDING_KINDS) {
    for (const hit of await find(context)) findings.push({ code, severity, examples: [], advice: "", ...hit });
  }
  return findings;
}
