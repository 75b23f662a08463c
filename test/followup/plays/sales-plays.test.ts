import { describe, expect, it } from "vitest";
import { useFolder } from "../../commands/run-in-process.js";
import { played } from "./hand-plays.js";

/* Plays of selling on their edges; as of Friday 2026-10-30, so that the list begins on Monday the 2nd. Days counted by hand. */
const held = useFolder();
const keys = (rows: ReadonlyMap<string, unknown>) => [...rows.keys()].sort();
const LAST = "Z,2026-10-30,10";

describe("quote", () => {
  it("waits seven days after it was made or last spoken of, and adds up what is open", async () => {
    const rows = await played(held, "quote", {
      orders: [LAST, ...["A", "B", "C", "D", "E"].map((id) => `${id},2026-08-01,100`)],
      contacts: ["D,2026-10-24,call,talked", "E,2026-10-23,call,talked"],
      files: {
        "opportunities.csv": [
          "Opportunity ID,Customer ID,Title,Stage,Amount,Date,Expected Close",
          "1,A,Kiln,quote,1000,2026-10-23,2026-11-20",
          "2,A,Wheel,contract,250.5,2026-10-01,2026-12-20",
          "3,B,Kiln,quote,500,2026-10-24,",
          "4,C,Kiln,won,500,2026-10-01,",
          "5,D,Kiln,quote,500,2026-10-01,",
          "6,E,Kiln,quote,500,2026-10-01,",
        ],
      },
    });
    expect(keys(rows)).toEqual(["A", "E"]);
    expect(rows.get("A")!.reason).toBe(
      'quote "Kiln" over 1,250.50 (2 in all) since 2026-10-23, expected to close on 2026-11-20',
    );
    expect(Number(rows.get("A")!.value_at_stake)).toBe(1250.5);
  });
});

describe("anniversary", () => {
  const orders = [
    LAST,
    ...["A", "B", "C", "D", "E"].map((id) => `${id},2026-09-15,100`),
    "F,2023-11-03,50",
    "F,2026-09-15,100",
    "G,2025-11-02,50",
    "G,2026-09-15,100",
  ];
  const customers = {
    A: { "Birth Date": "1980-11-02" },
    B: { "Birth Date": "1980-11-08" },
    C: { "Birth Date": "1980-11-09" },
    D: { "Birth Date": "1980-11-01" },
    E: { "Birth Date": "", "Remembrance Days": "wedding 11-05" },
  };

  it("is a birthday, a day to remember or a year of custom within seven days from the first of the list", async () => {
    const rows = await played(held, "anniversary", { orders, customers });
    expect(keys(rows)).toEqual(["A", "B", "E", "F", "G"]);
    expect(rows.get("A")!.reason).toBe("birthday on 2026-11-02");
    expect(rows.get("E")!.reason).toBe("wedding 11-05 on 2026-11-05");
    expect(rows.get("F")!.reason).toBe("3 years since the first purchase on 2026-11-03");
    expect(rows.get("G")!.reason).toBe("1 year since the first purchase on 2026-11-02");
  });

  it("goes over the turn of the year, keeps 29 February, and takes no day that no calendar has", async () => {
    const december = await played(held, "anniversary", {
      orders: ["Z,2026-12-30,10", "A,2026-01-02,100", "A,2026-11-30,100", "B,2025-01-03,100", "B,2026-11-30,100"],
    });
    // The list begins on Thursday 2026-12-31: the days are in January 2027.
    expect(december.get("A")!.reason).toBe("1 year since the first purchase on 2027-01-02");
    expect(december.get("B")!.reason).toBe("2 years since the first purchase on 2027-01-03");
    const leap = await played(held, "anniversary", {
      orders: ["Z,2026-02-27,10", "A,2026-01-30,100", "B,2026-01-30,100"],
      customers: { A: { "Birth Date": "1980-02-29" }, B: { "Remembrance Days": "order 02-31 of 19-05" } },
    });
    // 2026 has no 29 February: it is kept on 1 March, a Sunday, before the list begins on the 2nd; its next one is in 2027.
    expect(keys(leap)).toEqual([]);
    const kept = await played(held, "anniversary", {
      orders: ["Z,2026-02-26,10", "A,2026-01-30,100", "B,2026-01-30,100"],
      customers: {
        A: { "Birth Date": "1980-02-29" },
        B: { "Birth Date": "", "Remembrance Days": "order 02-31 of 19-05" },
      },
    });
    expect([...kept].map(([id, { reason }]) => [id, reason])).toEqual([["A", "birthday on 2026-03-01"]]);
  });

  it("is not played twice for a year", async () => {
    const rows = await played(held, "anniversary", {
      orders,
      customers,
      contacts: ["A,2026-01-10,email,talked,,anniversary", "B,2025-12-01,email,,,anniversary"],
    });
    expect(rows.has("A")).toBe(false);
    expect(rows.has("B")).toBe(true);
  });
});

describe("account gap", () => {
  it("is an account without a known decider, or whose decider opposes", async () => {
    const rows = await played(held, "account_gap", {
      orders: [LAST, ...["A", "B", "C", "D"].map((id) => `${id},2026-09-15,100`)],
      contacts: ["D,2026-10-01,call,talked,,account_gap"],
      files: {
        "people.csv": [
          "Contact ID,Customer ID,Contact Name,Role,Stance,Phone,Email",
          "1,A,Uma,user,supports,+44 7700 900201,uma@example.com",
          "2,A,Eli,executor,neutral,+44 7700 900202,eli@example.com",
          "3,B,Dee,decider,opposes,,dee@example.com",
          "4,C,Dan,decider,supports,,dan@example.com",
          "5,D,Una,user,supports,,una@example.com",
        ],
      },
    });
    expect(keys(rows)).toEqual(["A", "B"]);
    expect(rows.get("A")!.reason).toBe("No decider is known among 2 people");
    expect(rows.get("B")!.reason).toBe("The decider Dee opposes us");
    // It speaks to a buyer: the executor comes before the user.
    expect(rows.get("A")).toMatchObject({ contact: "Eli", phone: "+44 7700 900202" });
  });
});

describe("plays by level and by what was played", () => {
  const orders = [LAST, "A,2026-03-01,100,Kiln", "A,2026-06-01,100,Kiln", "A,2026-09-01,100,Kiln"];

  it("product news is for proactive levels, once in 90 days, and not while contact is fresh", async () => {
    expect((await played(held, "product_news", { orders, level: "proactive" })).get("A")!.reason).toBe(
      "No news for as long as is recorded; mostly buys Kiln",
    );
    expect(keys(await played(held, "product_news", { orders, level: "accountable" }))).toEqual([]);
    const playedOn = async (day: string) =>
      (await played(held, "product_news", { orders, contacts: [`A,${day},email,,,product_news`] })).has("A");
    // 90 days before 2026-10-30 is 2026-08-01.
    expect(await playedOn("2026-08-01")).toBe(true);
    expect(await playedOn("2026-08-02")).toBe(false);
  });

  it("joint planning is for partners, once in 365 days", async () => {
    const playedOn = async (day: string, level: string) =>
      (
        await played(held, "joint_planning", { orders, level, contacts: [`A,${day},visit,talked,,joint_planning`] })
      ).has("A");
    expect(await playedOn("2025-10-30", "partnership")).toBe(true);
    expect(await playedOn("2025-10-31", "partnership")).toBe(false);
    expect(await playedOn("2025-10-30", "proactive")).toBe(false);
  });

  it("a return visit is due when the class has had fewer than its visits and the cadence has passed", async () => {
    const rules = {
      value: {
        policy: { strategic: { visitsAtLeast: 4, visitsAtMost: 9 }, general: { visitsAtLeast: 4, visitsAtMost: 9 } },
      },
    };
    const playedOn = async (day: string) =>
      (await played(held, "return_visit", { orders, rules, contacts: [`A,${day},visit,talked`] })).get("A")?.reason;
    // Four a year are one in 91 days: 91 days before 2026-10-30 is 2026-07-31.
    expect(await playedOn("2026-07-31")).toMatch(/ customer: 1 of 4 visits a year made, the last on 2026-07-31$/);
    expect(await playedOn("2026-08-01")).toBe(undefined);
  });

  it("the file is completed after the first purchase alone", async () => {
    const rows = await played(held, "complete_file", {
      orders: ["A,2026-10-30,10", ...orders.slice(1), "B,2026-10-01,50", "C,2026-07-31,50", "D,2026-08-02,50"],
      customers: { A: { "Birth Date": "1980-01-01" }, C: {} },
      rules: { followup: { leastFile: 0.81 } },
    });
    // A bought thrice; C's first purchase is 91 days old.
    expect(keys(rows)).toEqual(["B", "D"]);
    // Name, number, e-mail address and city of five fields.
    expect(rows.get("B")!.reason).toBe("First purchase on 2026-10-01, and the file is 80 % full");
    expect(rows.get("B")!.talking_points).toContain("Ask for: birth date");
  });

  it("membership is offered to who is no member", async () => {
    const rows = await played(held, "membership_invitation", {
      orders: [LAST, "A,2026-10-01,50"],
      customers: { Z: { "Member Level": "" }, A: { "Member Level": "gold" }, P: { "Member Level": "" } },
    });
    expect(rows.has("A")).toBe(false);
    expect(rows.get("P")!.reason).toBe("Not a member, and has not bought yet");
  });
});
