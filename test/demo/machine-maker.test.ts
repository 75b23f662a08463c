import { beforeAll, describe, expect, it } from "vitest";
import { readCompany, useDemoFolders } from "./sample-company.js";

/* What only a maker of machines has: accounts, dealers, internal customers, clusters, quotes. */
describe("a maker of machine tools", () => {
  const newFolder = useDemoFolders();
  let read: Awaited<ReturnType<typeof readCompany>>;
  beforeAll(async () => {
    read = await readCompany(newFolder(), { customers: 1500, seed: 21, flavour: "b2b", lang: "en" });
  });

  it("has the accounts that it says: without a decider, with one who opposes, with one contact", () => {
    const seen: Record<string, number> = {};
    for (const [id, truth] of Object.entries<{ account: string | null }>(read.truth.customers)) {
      const people = read.tables.contacts.filter((row) => row.customer_id === id);
      const deciders = people.filter((row) => row.role === "decider");
      const kind =
        people.length === 0
          ? null
          : people.length === 1
            ? "one contact only"
            : deciders.length === 0
              ? "no decider"
              : deciders[0]!.stance === "opposes"
                ? "decider opposes"
                : "usual";
      expect(truth.account, id).toBe(kind);
      expect(deciders.length, id).toBeLessThanOrEqual(1);
      expect(new Set(people.map((row) => row.contact_name)).size, id).toBe(people.length);
      seen[String(kind)] = (seen[String(kind)] ?? 0) + 1;
    }
    expect(Object.values(seen).every((count) => count >= 40)).toBe(true);
    // What is known of a person is known of deciders alone.
    expect(read.tables.contacts.filter((row) => row.age !== "").every((row) => row.role === "decider")).toBe(true);
  });

  it("serves indirect customers through direct ones, and has customers in its own house", () => {
    const { customers } = read.tables;
    const direct = new Set(customers.filter((row) => row.type === "direct").map((row) => row.customer_id));
    for (const row of customers) {
      if (row.type === "indirect") expect(direct.has(row.served_by!), row.customer_id).toBe(true);
      else expect(row.served_by, row.customer_id).toBe("");
      const { kind, type, purchaseDays } = read.truth.customers[row.customer_id!];
      expect(type).toBe(row.type);
      expect(kind === "internal", row.customer_id).toBe(row.type === "internal");
      if (row.type === "internal") expect(purchaseDays, row.customer_id).toBeGreaterThan(0);
    }
    expect(customers.filter((row) => row.type === "internal").length).toBe(15);
    expect(customers.filter((row) => row.type === "indirect").length).toBeGreaterThan(150);
  });

  it("has clusters that stand out from all other groups of region and industry", () => {
    // Location quotient: share of the industry in the region over its share everywhere.
    const placed = read.tables.customers.filter(
      (row) => row.region !== "" && row.industry !== "" && read.truth.customers[row.customer_id!].purchaseDays > 0,
    );
    const count = (is: (row: (typeof placed)[number]) => boolean): number => placed.filter(is).length;
    const groups = new Map(placed.map((row) => [`${row.region}/${row.industry}`, row]));
    const quotients = [...groups]
      .map(([name, { region, industry }]) => {
        const both = count((row) => row.region === region && row.industry === industry);
        const inRegion = both / count((row) => row.region === region);
        return {
          name,
          customers: both,
          quotient: inRegion / (count((row) => row.industry === industry) / placed.length),
        };
      })
      .filter((group) => group.customers >= 5)
      .sort((one, other) => other.customers - one.customers);
    const planted: { region: string; industry: string; customers: string[] }[] = read.truth.clusters;
    expect(
      quotients
        .slice(0, 3)
        .map((group) => group.name)
        .sort(),
    ).toEqual(planted.map((one) => `${one.region}/${one.industry}`).sort());
    expect(Math.min(...quotients.slice(0, 3).map((group) => group.quotient))).toBeGreaterThan(2);
    expect(quotients[2]!.customers).toBeGreaterThan(2 * quotients[3]!.customers);
  });

  it("has quotes at every stage, of prospects open ones alone", () => {
    const { opportunities } = read.tables;
    expect([...new Set(opportunities.map((row) => row.stage))].sort()).toEqual([
      "contract",
      "lost",
      "potential",
      "quote",
      "won",
    ]);
    for (const row of opportunities) {
      const isProspect = read.truth.customers[row.customer_id!].kind === "prospect";
      if (isProspect) expect(["potential", "quote"]).toContain(row.stage);
      expect(row.expected_close! > row.date!, row.opportunity_id).toBe(true);
    }
  });
});
