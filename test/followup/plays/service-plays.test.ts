import { describe, expect, it } from "vitest";
import { useFolder } from "../../commands/run-in-process.js";
import { played } from "./hand-plays.js";

/* Plays of service on their edges; as of Friday 2026-10-30, so that the list begins on Monday the 2nd. Days counted by hand. */
const held = useFolder();
const keys = (rows: ReadonlyMap<string, unknown>) => [...rows.keys()].sort();
const LAST = "Z,2026-10-30,10";

describe("post-sale check", () => {
  const orders = [
    LAST,
    "A,2026-10-24,120.5,Kettle",
    "A,2026-10-24,80,Cup",
    "B,2026-10-23,100",
    "C,2026-10-28,100",
    "D,2026-01-10,100",
  ];

  it("is for purchases and deliveries of the last seven days, after which nobody spoke to the customer", async () => {
    const rows = await played(held, "post_sale_check", {
      orders: [...orders, "E,2026-10-28,5"],
      contacts: ["D,2026-10-26,delivery", "C,2026-10-29,call,talked", "E,2026-10-29,call,no answer"],
    });
    // A bought six days ago; B seven days ago; C was spoken to since, E was not reached; D had a delivery.
    expect(keys(rows)).toEqual(["A", "D", "E", "Z"]);
    expect(rows.get("A")!.reason).toBe(
      "Bought on 2026-10-24 (6 days ago), and nobody has asked since whether all is well",
    );
    expect(rows.get("D")!.reason).toMatch(/^Delivered on 2026-10-26 \(4 days ago\)/);
    expect(rows.get("A")!.talking_points).toContain("Last bought Kettle and Cup, 200.50 on 2026-10-24");
    expect(rows.get("A")!.channel).toBe("phone");
  });

  it("starts at the level accountable", async () => {
    expect(keys(await played(held, "post_sale_check", { orders, level: "accountable" }))).toEqual(["A", "C", "Z"]);
    expect(keys(await played(held, "post_sale_check", { orders, level: "reactive" }))).toEqual([]);
    expect(keys(await played(held, "post_sale_check", { orders, level: "basic" }))).toEqual([]);
  });

  it("is an invitation to call, in writing, at the level reactive", async () => {
    const rows = await played(held, "invitation_to_call", { orders, level: "reactive" });
    // Within 14 days: B's seven days are within.
    expect(keys(rows)).toEqual(["A", "B", "C", "Z"]);
    expect(rows.get("B")!.reason).toMatch(/^Bought on 2026-10-23 \(7 days ago\)/);
    expect(new Set([...rows.values()].map(({ channel }) => channel))).toEqual(new Set(["email"]));
    expect(keys(await played(held, "invitation_to_call", { orders, level: "accountable" }))).toEqual([]);
  });
});

describe("open complaint", () => {
  const orders = [LAST, ...["A", "B", "C", "D", "E", "F"].map((id) => `${id},2026-08-01,100`)];

  it("is for what is not settled, in the days of the rules, the oldest leading", async () => {
    const rows = await played(held, "open_complaint", {
      orders,
      contacts: [
        "A,2026-10-20,complaint,,,,,Lid broke",
        "A,2026-10-25,complaint,,,,,Late again",
        "B,2026-10-20,complaint,,,,2026-10-30,Settled on the day",
        "C,2026-10-20,complaint,,,,2026-10-31,Settled a day later",
        // 180 days: the complaint of the 3rd of May is too old, that of the 4th is not.
        "D,2026-05-03,complaint",
        "E,2026-05-04,complaint",
        "F,2026-10-20,complaint",
        "F,2026-10-21,call,solved",
      ],
    });
    expect(keys(rows)).toEqual(["A", "C", "E"]);
    expect(rows.get("A")!.reason).toBe(
      "Complained on 2026-10-20, 10 days ago, and it is open: Lid broke; due within 3 working days",
    );
    expect(rows.get("A")!.talking_points).toContain("2 complaints are open");
  });

  it("comes first by the response time that the customer answered", async () => {
    const rows = await played(held, "open_complaint", {
      orders,
      contacts: ["A,2026-10-29,complaint", "B,2026-10-29,complaint", "C,2026-10-30,complaint"],
      files: {
        "answers.csv": [
          "Response ID,Customer ID,Date,Question,Answer",
          "1,B,2026-09-01,What response time to complaints is acceptable to you?,1 day",
        ],
      },
      args: ["--capacity", "1", "--days", "3"],
    });
    expect(rows.get("B")!.reason).toContain("accepts 1 working day");
    expect(rows.get("B")!.due).toBe("2026-11-02");
    // A is due three working days after Thursday, on Tuesday the 3rd; C a day later.
    expect([rows.get("A")!.due, rows.get("C")!.due]).toEqual(["2026-11-03", "2026-11-04"]);
  });
});

describe("detractor", () => {
  it("is who answered 0 to 6 in the last 30 days and was not called back", async () => {
    const answer = (id: string, day: string, score: number) =>
      `${id}${day},${id},${day},How likely are you to recommend us (0-10)?,${score}`;
    const rows = await played(held, "detractor", {
      orders: [LAST, ...["A", "B", "C", "D", "E"].map((id) => `${id},2026-08-01,100`)],
      contacts: ["D,2026-10-29,call,talked", "E,2026-10-29,call,left message"],
      files: {
        "answers.csv": [
          "Response ID,Customer ID,Date,Question,Answer",
          answer("A", "2026-10-01", 6),
          answer("B", "2026-10-29", 7),
          answer("C", "2026-09-30", 0),
          answer("D", "2026-10-28", 2),
          answer("E", "2026-10-28", 2),
        ],
      },
    });
    expect(keys(rows)).toEqual(["A", "E"]);
    expect(rows.get("A")!.reason).toBe("Answered 6 of 10 on 2026-10-01, 29 days ago, and was not called back");
  });
});

describe("promised contact", () => {
  it("comes on the day that the customer named, and not after it was kept", async () => {
    const rows = await played(held, "promised_contact", {
      orders: [LAST, ...["A", "B", "C", "D"].map((id) => `${id},2026-08-01,100`)],
      contacts: [
        "A,2026-10-20,call,call back,2026-11-04",
        "B,2026-10-20,call,call back,2026-11-07",
        "C,2026-10-20,call,call back,2026-10-25",
        "C,2026-10-25,call,talked",
        "D,2026-10-20,call,interested,2026-10-28",
      ],
    });
    // The list ends on Friday the 6th: B named the day after.
    expect(keys(rows)).toEqual(["A", "D"]);
    expect(rows.get("A")).toMatchObject({
      due: "2026-11-04",
      reason: "Asked on 2026-10-20 to be contacted again on 2026-11-04",
    });
    expect(rows.get("D")!.due).toBe("2026-11-02");
  });
});
