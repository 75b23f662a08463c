import { describe, expect, it } from "vitest";
import { useFolder } from "./run-in-process.js";

const held = useFolder();

const ORDERS = ["Order ID,Customer ID,Order Date,Amount", "1,A,2026-01-05,10", "2,A,2026-02-05,10", "3,B,2026-02-06,5"];

const EMPTY = {
  interactions: "Interaction ID,Customer ID,Date,Type,Stage,Direction,Outcome,Cost,Minutes,Topic,Resolved At",
  referrals: "Referrer,Referred,Date,Converted",
  responses: "Response ID,Customer ID,Question,Answer,Stage,Date",
  contacts: "Organisation ID,Contact Name,Contact Role,Stance,Influence",
  opportunities: "Opportunity ID,Customer ID,Stage,Amount,Expected Close",
} as const;

describe("exports of records with a header and nothing below it", () => {
  // A month without a complaint must not stop what runs every month.
  it.each([
    ...["loyalty", "lifecycle", "value", "relationship", "survey", "referrals", "profile", "followup", "check"],
  ])("are no records, and said, to crm %s", async (command) => {
    const files = Object.entries(EMPTY).map(([role, header]) => held.file(`${role}.csv`, header));
    const said = await held.crm(command, held.file("orders.csv", ...ORDERS), ...files);
    expect(said.exitCode).toBe(0);
    if (command === "check") return;
    for (const role of Object.keys(EMPTY)) {
      expect(said.stderr).toContain(`${role}.csv: ${role}, 0 records read = 0 accepted + 0 rejected + 0 filtered`);
      expect(said.stderr).toContain(`${role}.csv: no ${role} below the header`);
    }
  });

  it("include the questionnaire that nobody has filled in", async () => {
    await held.crm("survey", "--template", "questionnaire.xlsx");
    const said = await held.crm("survey", held.file("orders.csv", ...ORDERS), "questionnaire.xlsx");
    expect(said.exitCode).toBe(0);
    expect(said.stderr).toContain("no responses below the header");
  });

  it("can be imported into a book", async () => {
    const calls = held.file("calls.csv", EMPTY.interactions);
    const said = await held.crm("import", held.file("orders.csv", ...ORDERS), calls, "--book", "shop.crm");
    expect(said.exitCode).toBe(0);
    expect((await held.crm("loyalty", "--book", "shop.crm")).exitCode).toBe(0);
  });

  it("are refused where there is nothing else", async () => {
    const said = await held.crm("survey", held.file("answers.csv", EMPTY.responses));
    expect(said.exitCode).toBe(3);
    expect(said.stderr).toContain("header but no record");
  });

  it("stay refused where transactions are meant", async () => {
    expect((await held.crm("loyalty", held.file("orders.csv", ORDERS[0]!))).exitCode).toBe(3);
  });
});
