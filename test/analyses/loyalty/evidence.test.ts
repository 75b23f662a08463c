import { describe, expect, it } from "vitest";
import { useFolder } from "../../commands/run-in-process.js";

/** On every thirtieth day from 1 December 2024 to 26 December 2025: fourteen days, a habit since 30 January 2025. */
const DAYS = Array.from({ length: 14 }, (_, index) =>
  new Date(Date.UTC(2024, 11, 1) + index * 30 * 86_400_000).toISOString().slice(0, 10),
);

type Known = "unknown" | "no" | "yes";
const STATES: readonly Known[] = ["unknown", "no", "yes"];

describe("evidence of loyalty", () => {
  const held = useFolder();
  const annOf = async (files: readonly string[], categories: Known = "unknown", rules: object = {}) => {
    const header =
      categories === "unknown" ? "Order ID,Customer ID,Date,Amount" : "Order ID,Customer ID,Date,Amount,Category";
    const category = (index: number): string =>
      categories === "unknown" ? "" : categories === "yes" && index === 5 ? ",Cups" : ",Tea";
    held.file(
      "orders.csv",
      header,
      ...DAYS.map((day, index) => `A${index},ANN,${day},10${category(index)}`),
      `B1,BOB,2025-12-26,10${category(0)}`,
    );
    held.file("crm.config.json", JSON.stringify({ rules: { loyalty: rules } }));
    const said = await held.crm("loyalty", "orders.csv", ...files, "--json");
    expect(said.stderr).toBe("");
    const rows: readonly Record<string, unknown>[] = JSON.parse(said.stdout).rows;
    return rows.find((row) => row.customer_id === "ANN")!;
  };
  const referrals = (...rows: readonly string[]): string[] => [
    "--referrals",
    held.file("referrals.csv", "Referrer,Referred,Date", ...rows),
  ];
  const interactions = (...rows: readonly string[]): string[] => [
    "--interactions",
    held.file("calls.csv", "Customer ID,Date,Kind", ...rows),
  ];
  const responses = (...rows: readonly string[]): string[] => [
    "--responses",
    held.file("answers.csv", "Customer ID,Question,Answer,Date", ...rows),
  ];

  /*
   * By the definitions: two known kinds are needed; where fewer than two are knowable, one suffices and the class is
   * provisional. A habitual buyer who would be a loyalist by a kind that is not known is provisional too.
   */
  const EXPECTED: Readonly<Record<string, readonly [loyaltyClass: string, provisional: boolean]>> = {
    "3 unknown": ["habitual", true],
    "2 unknown, 1 no": ["habitual", true],
    "2 unknown, 1 yes": ["loyalist", true],
    "1 unknown, 2 no": ["habitual", false],
    "1 unknown, 1 no, 1 yes": ["habitual", true],
    "1 unknown, 2 yes": ["loyalist", false],
    "3 no": ["habitual", false],
    "2 no, 1 yes": ["habitual", false],
    "1 no, 2 yes": ["loyalist", false],
    "3 yes": ["loyalist", false],
  };
  const counted = (...states: readonly Known[]): string =>
    STATES.map((state) => [states.filter((one) => one === state).length, state] as const)
      .filter(([count]) => count > 0)
      .map(([count, state]) => `${count} ${state}`)
      .join(", ");

  describe.each(STATES)("advocacy %s", (advocacy) => {
    it.each(STATES.flatMap((exclusivity) => STATES.map((forgiveness) => [exclusivity, forgiveness] as const)))(
      "exclusivity %s, forgiveness %s",
      async (exclusivity, forgiveness) => {
        const files = [
          ...(advocacy === "unknown" ? [] : referrals(`${advocacy === "yes" ? "ANN,BOB" : "BOB,EVE"},2025-02-01`)),
          ...(forgiveness === "unknown"
            ? []
            : interactions(`${forgiveness === "yes" ? "ANN" : "BOB"},2025-03-01,complaint`)),
        ];
        const ann = await annOf(files, exclusivity);
        expect([ann.loyalty_class, ann.provisional]).toEqual(EXPECTED[counted(advocacy, exclusivity, forgiveness)]);
        const kinds = { advocacy, exclusivity, forgiveness };
        const named = (state: Known): string | null =>
          Object.keys(kinds)
            .filter((kind) => kinds[kind as keyof typeof kinds] === state)
            .join(", ") || null;
        expect([ann.evidence, ann.not_known]).toEqual([named("yes"), named("unknown")]);
      },
    );
  });

  it("counts several events of one kind as one kind", async () => {
    const files = [
      ...referrals("ANN,BOB,2025-02-01", "ANN,EVE,2025-02-02"),
      ...responses("ANN,NPS,10,2025-03-01"),
      ...interactions("BOB,2025-03-01,complaint"),
    ];
    expect(await annOf(files)).toMatchObject({ loyalty_class: "habitual", evidence: "advocacy", promoter: true });
  });

  it("begins on the day of the decisive kind, and never before the habit", async () => {
    // Referral on 1 February; the complaint of 1 March is forgiven by the purchase of 31 March 2025.
    const late = [...referrals("ANN,BOB,2025-02-01"), ...interactions("ANN,2025-03-01,complaint")];
    expect(await annOf(late)).toMatchObject({ loyalty_class: "loyalist", since: "2025-03-31" });
    // Both before the third day of purchase, 30 January 2025.
    const early = [...referrals("ANN,BOB,2024-12-02"), ...interactions("ANN,2024-12-02,complaint")];
    expect(await annOf(early)).toMatchObject({ loyalty_class: "loyalist", since: "2025-01-30" });
  });

  it("begins with as many referrals as the rules ask for", async () => {
    const files = [
      ...referrals("ANN,EVE,2025-04-01", "ANN,BOB,2025-02-01"),
      ...interactions("ANN,2024-12-02,complaint"),
    ];
    expect(await annOf(files, "unknown", { advocacy: { referrals: 2 } })).toMatchObject({
      loyalty_class: "loyalist",
      since: "2025-04-01",
    });
    expect(await annOf(files, "unknown", { advocacy: { referrals: 3 } })).toMatchObject({
      loyalty_class: "habitual",
      evidence: "forgiveness",
    });
  });

  it("is a promoter since the first of the answers that all say so", async () => {
    const complaint = interactions("ANN,2024-12-02,complaint");
    const answers = responses(
      "ANN,NPS,10,2025-02-01",
      "ANN,NPS,8,2025-03-01",
      "ANN,NPS,9,2025-05-01",
      "ANN,NPS,10,2025-06-01",
    );
    expect(await annOf([...answers, ...complaint])).toMatchObject({ promoter: true, since: "2025-05-01" });
    // An answer without a day is before all others; the habit decides.
    const undated = responses("ANN,NPS,10,");
    expect(await annOf([...undated, ...complaint])).toMatchObject({ promoter: true, since: "2025-01-30" });
  });

  it("is habitual again since the answer that took the evidence away", async () => {
    const complaint = interactions("ANN,2024-12-02,complaint");
    const answers = responses("ANN,NPS,10,2025-02-01", "ANN,NPS,8,2025-03-01");
    expect(await annOf([...answers, ...complaint])).toMatchObject({ loyalty_class: "habitual", since: "2025-03-01" });
  });

  it("is exclusive since the share was reached, or reached again after it was lost", async () => {
    const customers = [
      "--customers",
      held.file("customers.csv", "Customer ID,Name,Category Spend", "ANN,Ann,150", "BOB,Bob,"),
    ];
    const complaint = interactions("ANN,2024-12-02,complaint");
    // 80 % of 150 are 120: twelve purchases of 10, the twelfth on day 330, 27 October 2025.
    expect(await annOf([...complaint, ...customers])).toMatchObject({ loyalty_class: "loyalist", since: "2025-10-27" });
    // 80 % of 162.50 are 130: thirteen purchases on day 360; on day 365 that of day 0 is older than 365 days, so that it is
    // lost; reached again by the purchase of day 390, 26 December 2025.
    held.file("customers.csv", "Customer ID,Name,Category Spend", "ANN,Ann,162.50", "BOB,Bob,");
    expect(await annOf([...complaint, ...customers])).toMatchObject({ loyalty_class: "loyalist", since: "2025-12-26" });
  });

  it("needs a full year for exclusivity, and not a day less", async () => {
    // A year after 1 December 2024 is 1 December 2025, on which 365 days have passed.
    for (const [tenureDays, evidence] of [
      [390, "exclusivity"],
      [391, null],
    ] as const) {
      // From 1 December 2024 to 26 December 2025 it is 390 days.
      expect((await annOf([], "yes", { exclusivity: { tenureDays } })).evidence).toBe(evidence);
    }
    expect((await annOf([], "yes", { exclusivity: { categories: 3 } })).evidence).toBe(null);
  });
});
