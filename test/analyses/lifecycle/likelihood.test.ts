import { describe, expect, it } from "vitest";
import { scoreLifecycle } from "../../../src/analyses/lifecycle/lifecycle.js";
import { openScorecard } from "../../../src/analyses/scorecard.js";
import { raw, sql } from "../../../src/engine/sql.js";
import { areaUnderCurve } from "../../../src/math/area-under-curve.js";
import { createRandom } from "../../../src/math/random.js";
import { rulesSchema } from "../../../src/rules/index.js";
import { type Customer, type Purchase, rowsOf, smallBook, useEngine } from "../small-book.js";

const held = useEngine();

interface Person {
  readonly customer: Customer;
  readonly isProspect: boolean;
  readonly isLoyal: boolean;
}

/** Buyers bought on two days, 20 days apart, a year ago: long enough to judge them. Loyalty is what the test says. */
async function scored(people: readonly Person[], asOf = "2026-01-01") {
  const purchases = people.flatMap(({ customer, isProspect }): Purchase[] =>
    isProspect
      ? []
      : [
          [customer.customer_id, "2025-01-01", 10],
          [customer.customer_id, "2025-01-21", 10],
        ],
  );
  const book = await smallBook(
    held.engine,
    purchases,
    people.map(({ customer }) => customer),
  );
  const rules = rulesSchema.parse({});
  const said: string[] = [];
  const card = openScorecard(book, {
    asOf,
    rules,
    clv: () => {
      throw new Error("not asked for");
    },
    say: (text) => said.push(text),
  });
  const loyal = people.filter((one) => one.isLoyal).map((one) => `'${one.customer.customer_id}'`);
  const outcome = await scoreLifecycle(card, async () => {
    await held.engine.run(sql`CREATE OR REPLACE TABLE loyal_stub AS SELECT customer_id,
      CASE WHEN customer_id IN (${raw(loyal.length === 0 ? "NULL" : loyal.join(", "))}) THEN 'habitual' ELSE 'ordinary' END AS loyalty_class
      FROM (SELECT DISTINCT customer_id FROM transactions)`);
    return "loyal_stub";
  });
  const list = await held.engine.rows(
    sql`SELECT customer_id, stage, likelihood_loyal, likelihood_reasons FROM ${raw(outcome.table)} ORDER BY customer_id`,
  );
  const drivers = outcome.tables.find((table) => table.name === "drivers");
  return {
    said,
    outcome,
    likelihood: outcome.meta.likelihood as Record<string, unknown>,
    prospects: list.filter((row) => row.stage === "prospect"),
    buyers: list.filter((row) => row.stage !== "prospect"),
    drivers: drivers === undefined ? [] : await rowsOf(held.engine, drivers),
  };
}

const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/**
 * The truth: log-odds −1.2, + 1.5 for who came through a friend, − 1 for the North, + 0.8 for every 10 years of age above
 * 40; gender counts nothing. Every seventh age is missing.
 */
function planted(size: number) {
  const random = createRandom(7);
  const chances = new Map<string, number>();
  const people = Array.from({ length: size }, (_, index): Person => {
    const id = `C${String(index).padStart(5, "0")}`;
    const [channel, region, gender] = [random.uniform(), random.uniform(), random.uniform()];
    const age = 20 + Math.floor(random.uniform() * 41);
    const isMissing = random.uniform() < 1 / 7;
    const [isFriend, isNorth] = [channel < 0.3, region < 0.4];
    const logOdds = -1.2 + (isFriend ? 1.5 : 0) - (isNorth ? 1 : 0) + 0.08 * (age - 40);
    chances.set(id, logistic(logOdds));
    return {
      customer: {
        customer_id: id,
        acquisition_channel: isFriend ? (channel < 0.1 ? "friend" : "Friend") : "Web",
        region: isNorth ? "North" : "South",
        gender: gender < 0.5 ? "f" : "m",
        age: isMissing ? null : String(age),
      },
      isProspect: index % 3 === 0,
      isLoyal: random.uniform() < logistic(logOdds),
    };
  });
  return { people, chances };
}

describe("planted truth", () => {
  it("coefficients, ranking and calibration are recovered", async () => {
    const { people, chances } = planted(6000);
    const { drivers, prospects, likelihood, buyers } = await scored(people);
    const of = (attribute: string, level: string) =>
      drivers.find((row) => row.attribute === attribute && row.level === level)!;
    const within = (row: Record<string, unknown>, truth: number) =>
      expect(Math.abs(Number(row.coefficient) - truth)).toBeLessThan(3 * Number(row.standard_error));
    // Within three standard errors of the truth, which are below 0.15 with some 4000 customers. Where spelling differs in
    // case alone it is one level, named as most have it.
    within(of("acquisition_channel", "Friend"), 1.5);
    within(of("region", "North"), -1);
    const gender = drivers.find((row) => row.attribute === "gender")!;
    within(gender, 0);
    expect(Number(of("region", "North").standard_error)).toBeLessThan(0.15);
    expect(of("region", "North").odds_ratio).toBeCloseTo(Math.exp(Number(of("region", "North").coefficient)), 12);
    // A year of age is 0.08, so a standard deviation (of 41 equally likely ages 11.8) is 0.95.
    within(drivers.find((row) => row.attribute === "age" && row.level !== "(unknown)")!, 0.95);
    expect(drivers.slice(0, 3).map((row) => row.attribute)).not.toContain("gender");

    // Ranking: as well as the true chances rank the same prospects, but for 0.02.
    const isLoyal = new Map(people.map((one) => [one.customer.customer_id, one.isLoyal]));
    const outcomes = prospects.map((row) => (isLoyal.get(String(row.customer_id)) ? 1 : 0));
    const own = areaUnderCurve(
      Float64Array.from(prospects, (row) => Number(row.likelihood_loyal)),
      outcomes,
    )!;
    const best = areaUnderCurve(
      Float64Array.from(prospects, (row) => chances.get(String(row.customer_id))!),
      outcomes,
    )!;
    expect(best).toBeGreaterThan(0.75);
    // A seventh of the ages is missing, which costs some of it.
    expect(own).toBeGreaterThan(best - 0.03);
    expect(Math.abs(Number(likelihood.areaUnderCurve) - own)).toBeLessThan(0.04);
    expect(Number(likelihood.brierScore)).toBeLessThan(Number(likelihood.baseBrierScore));

    // Calibration: in each fifth of the forecasts the mean forecast is the share of the loyal within 3 standard errors
    // of 400 such prospects, 3 × sqrt(0.25 / 400) = 0.075.
    const ranked = prospects
      .map((row, index) => ({ forecast: Number(row.likelihood_loyal), outcome: outcomes[index]! }))
      .sort((one, other) => one.forecast - other.forecast);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    for (let fifth = 0; fifth < 5; fifth += 1) {
      const part = ranked.slice(fifth * 400, (fifth + 1) * 400);
      expect(Math.abs(mean(part.map((one) => one.forecast)) - mean(part.map((one) => one.outcome)))).toBeLessThan(
        0.075,
      );
    }
    expect(buyers.every((row) => row.likelihood_loyal === null && row.likelihood_reasons === null)).toBe(true);
  }, 60_000);

  it("reasons name what counts for the prospect, in the direction that it counts", async () => {
    const { people } = planted(3000);
    const ask = (id: string, more: Record<string, string>): Person => ({
      customer: { customer_id: id, acquisition_channel: null, region: null, gender: null, age: null, ...more },
      isProspect: true,
      isLoyal: false,
    });
    const { prospects } = await scored([
      ...people,
      ask("friend", { acquisition_channel: "FRIEND", region: "North", age: "40", gender: "f" }),
      ask("stranger", { acquisition_channel: "billboard", region: "South", age: "60", gender: "f" }),
    ]);
    const of = (id: string) => prospects.find((row) => row.customer_id === id)!;
    expect(of("friend").likelihood_reasons).toMatch(
      /^acquisition_channel = Friend raises it \(odds × \d\.\d\d\); region = North lowers it \(odds × 0\.\d\d\)/,
    );
    expect(of("stranger").likelihood_reasons).toMatch(/^age = 60 raises it \(odds × \d+\.\d\d\)/);
    // The same bytes again.
    const again = await scored([
      ...[...people].reverse(),
      ask("stranger", { acquisition_channel: "billboard", region: "South", age: "60", gender: "f" }),
      ask("friend", { acquisition_channel: "FRIEND", region: "North", age: "40", gender: "f" }),
    ]);
    expect(again.prospects).toEqual(prospects);
  }, 60_000);
});

/** So many loyal and other buyers and one prospect, who differ in their region. */
const counted = (loyal: number, others: number): Person[] => [
  ...Array.from({ length: loyal + others }, (_, index) => ({
    customer: { customer_id: `C${index}`, region: index % 3 === 0 ? "North" : "South" },
    isProspect: false,
    isLoyal: index < loyal,
  })),
  { customer: { customer_id: "P", region: "North" }, isProspect: true, isLoyal: false },
];

describe("refused", () => {
  it("below 50 loyal customers, in a plain sentence, and not from 50 on", async () => {
    const below = await scored(counted(49, 100));
    expect(below.prospects[0]!.likelihood_loyal).toBe(null);
    // 4 × the usual gap of 20 days.
    expect(below.said).toContain(
      "no likelihood to become loyal: of the customers who have been with us for 80 days or more only 49 are loyal; from 50 on their profile can be learnt",
    );
    expect((await scored(counted(50, 100))).prospects[0]!.likelihood_loyal).toBeGreaterThan(0);
    expect((await scored(counted(100, 49))).said.join()).toContain("only 49 are not loyal");
  });

  it("before customers have been there for 4 usual gaps, and not from that day on", async () => {
    // The first purchase was on 2025-01-01; 4 × 20 days later is 2025-03-22.
    expect((await scored(counted(60, 60), "2025-03-21")).said).toContain(
      "no likelihood to become loyal: only 0 customers have been with us for 80 days or more; it is learnt from 50 loyal ones and 50 others",
    );
    expect((await scored(counted(60, 60), "2025-03-22")).prospects[0]!.likelihood_loyal).toBeGreaterThan(0);
  });

  it("where no attribute is known before a purchase", async () => {
    const people = counted(60, 60).map((person) => ({
      ...person,
      customer: {
        customer_id: person.customer.customer_id,
        order_count: "3",
        lifetime_spend: "9",
        member_level: "gold",
      },
    }));
    const { said, drivers } = await scored(people);
    expect(said.join()).toContain("have no attribute in common that differs and is known before a purchase");
    expect(drivers).toEqual([]);
  });
});

it("an attribute that tells prospects from buyers by what it means is left out", async () => {
  const people = counted(60, 60).map((person) => ({
    ...person,
    customer: { ...person.customer, type: person.isProspect ? "Lead" : person.isLoyal ? "Key account" : "Customer" },
  }));
  const { said, drivers } = await scored(people);
  expect(said.join()).toContain("type is left out: most prospects have values that no customer with a purchase has");
  expect(new Set(drivers.map((row) => row.attribute))).toEqual(new Set(["region"]));
});

it("rare values are pooled and a missing value is a level of its own", async () => {
  const cities = (index: number): string | null => (index < 60 ? "Sampleton" : index < 100 ? "Mockford" : null);
  const people = counted(75, 75).map((person, index) => ({
    ...person,
    // Ids and loyalty run along together, so cities of one customer each are taken here and there.
    customer: { customer_id: person.customer.customer_id, city: index % 25 === 7 ? `Hamlet ${index}` : cities(index) },
  }));
  people.push({ customer: { customer_id: "Q", city: "Hamlet 7" }, isProspect: true, isLoyal: false });
  people.push({ customer: { customer_id: "R", city: "Mockford" }, isProspect: true, isLoyal: false });
  const { drivers } = await scored(people);
  const counts = Object.fromEntries(drivers.map((row) => [String(row.level), row.customers]));
  // Of 150 judged, 7, 32, 57, 82, 107 and 132 live in a hamlet each, fewer than 2 % of 150 = 3. So Sampleton has 57 of 60,
  // Mockford 39 of 40, and 48 of 50 have no city.
  expect(counts).toEqual({ Mockford: 39, "(other)": 6, "(unknown)": 48 });
  expect(new Set(drivers.map((row) => row.reference))).toEqual(new Set(["Sampleton"]));
});
