import type { Column } from "../../columns/column.js";
import { valuesQuery } from "../../engine/values.js";
import type { ResultTable } from "../../output/result.js";
import type { Person } from "./people.js";
import type { ReferralFigures } from "./referral-figures.js";
import type { ReferralTree } from "./referral-tree.js";

const DAY = 86_400_000;

/** One row a generation: how many it has, how many each of them brought, and how long after those who brought them. */
export function generationsTable(
  figures: readonly ReferralFigures[],
  people: ReadonlyMap<string, Person>,
  currency: string | null,
): ResultTable {
  const columns: readonly Column[] = [
    { name: "generation", type: "integer", description: "0: brought by nobody; 1: brought by one of those; and so on" },
    { name: "people", type: "integer", description: "People in it" },
    { name: "customers", type: "integer", description: "Those of them with a purchase" },
    { name: "referrals", type: "integer", unit: "people", description: "People whom they recommended us to" },
    { name: "mean_referrals", type: "number", description: "Referrals for each of the people" },
    { name: "converted", type: "integer", unit: "customers", description: "Customers who came of that" },
    {
      name: "mean_days",
      type: "number",
      unit: "days",
      description: "Mean time from the first purchase of the one who brought to that of the one who was brought",
    },
    {
      name: "revenue",
      type: "money",
      ...(currency === null ? {} : { unit: currency }),
      description: "Net spend so far of the people in it",
    },
  ];
  const byGeneration = new Map<number, ReferralFigures[]>();
  for (const one of figures) {
    const members = byGeneration.get(one.generation);
    if (members === undefined) byGeneration.set(one.generation, [one]);
    else members.push(one);
  }
  const rows = [...byGeneration].toSorted(([one], [other]) => one - other);
  return {
    name: "generations",
    title: "Generations of referrals",
    columns,
    everyRow: true,
    query: valuesQuery(
      columns,
      rows.map(([generation, members]) => {
        const referrals = total(members.map((one) => one.referrals));
        const waits = members.flatMap((one) => waitOf(one, people));
        return [
          generation,
          members.length,
          members.filter((one) => people.get(one.id)?.firstPurchase != null).length,
          referrals,
          referrals / members.length,
          total(members.map((one) => one.converted)),
          waits.length === 0 ? null : total(waits) / waits.length,
          total(members.map((one) => people.get(one.id)?.spend ?? 0)),
        ];
      }),
    ),
  };
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** Days between the first purchases of referrer and referred; none where one of them has no purchase. */
function waitOf({ id, referrer }: ReferralFigures, people: ReadonlyMap<string, Person>): number[] {
  const [from, to] = [referrer, id].map((one) => people.get(one ?? "")?.firstPurchase ?? null);
  return from == null || to == null ? [] : [(Date.parse(to) - Date.parse(from)) / DAY];
}

/** Referrals that have no place in the tree, and why. */
export function leftOutTable({ leftOut, referrerOf }: ReferralTree): ResultTable {
  const columns: readonly Column[] = [
    { name: "referrer", type: "text", textual: "identifier", description: "Who recommended" },
    { name: "referred", type: "text", textual: "identifier", description: "Who was brought" },
    { name: "date", type: "date", description: "Day of the recommendation, where it is known" },
    { name: "why", type: "text", description: "itself; second: another came first; cycle: it closes a circle" },
    { name: "detail", type: "text", prose: true, description: "In words" },
  ];
  const rows = leftOut.map(({ referrer, referred, day, why, circle }) => [
    referrer,
    referred,
    day,
    why,
    why === "itself"
      ? `${referred} is said to have brought itself`
      : why === "second"
        ? `${referred} was brought by ${referrerOf.get(referred) ?? "another"} already`
        : `it would close the circle ${[...(circle ?? []), circle?.[0]].join(" ← ")}; its latest referral is left out`,
  ]);
  return { name: "not_counted", title: "Referrals that are not counted", columns, query: valuesQuery(columns, rows) };
}
