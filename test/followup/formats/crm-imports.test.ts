import { describe, expect, it } from "vitest";
import { raw, sql } from "../../../src/engine/sql.js";
import { outcomeExpression } from "../../../src/followup/outcomes.js";
import { AWKWARD, records, useList } from "./hand-list.js";

const list = useList();
const ms = (instant: string): string => String(Date.parse(instant));

describe("hubspot-tasks", () => {
  /* Oracle: the labels of HubSpot's default properties of tasks, and times as its import wants them: milliseconds. */
  it("is named after HubSpot's properties, with every row of the list", async () => {
    const calls = [{ contact: "Al Roe" }, { channel: "email" }, { channel: "post" }, {}, {}, { channel: "visit" }];
    const text = await list.write("hubspot-tasks", calls);
    expect(text.split("\n")[0]).toBe(
      "Task title,Task notes,Due date,Task type,Priority,Task status,Activity assigned to,Email,customer_id",
    );
    const rows = records(text);
    expect(rows[0]).toEqual({
      "Task title": "Call Al Roe (Jo Doe): Post-sale check",
      "Task notes": "bought 5 days ago\n- ask how it runs\n- offer the manual\nPhone: +4930901820\nHours: 09:00-17:00",
      "Due date": ms("2026-11-30T08:00:00Z"),
      "Task type": "Call",
      Priority: "High",
      "Task status": "Not started",
      "Activity assigned to": "Ann",
      Email: "jo@example.com",
      customer_id: "C1",
    });
    const columns = (name: string) => rows.map((row) => row[name]);
    expect(columns("Task type")).toEqual(["Call", "Email", "To-do", "Call", "Call", "To-do"]);
    expect(columns("Priority")).toEqual(["High", "High", "Medium", "Medium", "Low", "Low"]);
    // Calls follow one another; what has no hour is due when the staff goes home, 16:30 in Berlin.
    const [home, second, third] = ["15:30", "08:15", "08:30"].map((clock) => ms(`2026-11-30T${clock}:00Z`));
    expect(columns("Due date").slice(1)).toEqual([home, home, second, third, home]);
  });
});

describe("hubspot-calls", () => {
  it("has telephone calls with a number, and an outcome to fill in", async () => {
    const text = await list.write("hubspot-calls", [{}, { channel: "email" }, { phone_e164: null }]);
    expect(text.split("\n")[0]).toBe(
      "Call title,Call notes,Activity date,Call direction,Call outcome,To number,Activity assigned to,Email,customer_id",
    );
    expect(records(text)).toMatchObject([
      {
        "Activity date": ms("2026-11-30T08:00:00Z"),
        "Call direction": "Outbound",
        "Call outcome": "",
        "To number": "+4930901820",
        customer_id: "C1",
      },
    ]);
  });

  /* Oracle: HubSpot's default outcomes, by label and by the identifier that its interface exports. */
  it.each([
    ["Busy", "9d9162e7-6cf3-4944-bf63-4dff82258764", "no_answer"],
    ["Connected", "f240bbac-87c9-4f6e-bf70-924b57d47db7", "talked"],
    ["Left live message", "a4c4c377-d246-4b32-a13b-75a56a4cd0ff", "left_message"],
    ["Left voicemail", "b2cf5968-551e-4856-9783-52b3da59a7d0", "left_message"],
    ["No answer", "73a0d17f-1163-4015-bdd5-ec830791da20", "no_answer"],
    ["Wrong number", "17b47fee-58de-441e-a44c-c6300d46f273", "wrong_number"],
  ])("and %s comes back as the outcome it is", async (label, identifier, outcome) => {
    const query = sql`SELECT ${outcomeExpression(raw("label"))} AS label, ${outcomeExpression(raw("id"))} AS id
      FROM (SELECT ${label} AS label, ${identifier} AS id)`;
    expect(await list.engine.row(query)).toEqual({ label: outcome, id: outcome });
  });
});

describe("salesforce", () => {
  it("is campaign members, with room for what only Salesforce knows", async () => {
    const text = await list.write("salesforce", [{ contact: "Al Roe" }, { name: AWKWARD[0]!, phone_e164: null }]);
    expect(text.split("\n")[0]).toBe("External_Id__c,CampaignId,LeadId,ContactId,Status,Name,Email,Phone");
    const empty = { CampaignId: "", LeadId: "", ContactId: "", Status: "Sent", Email: "jo@example.com" };
    expect(records(text)).toEqual([
      { External_Id__c: "C1", ...empty, Name: "Al Roe", Phone: "+4930901820" },
      { External_Id__c: "C2", ...empty, Name: AWKWARD[0], Phone: "" },
    ]);
  });

  it("has a customer once, by its best row", async () => {
    const calls = [{ customer_id: "A" }, { customer_id: "B" }, { customer_id: "A", contact: "Al Roe" }];
    const rows = records(await list.write("salesforce", calls));
    expect(rows.map(({ External_Id__c, Name }) => [External_Id__c, Name])).toEqual([
      ["A", "Jo Doe"],
      ["B", "Jo Doe"],
    ]);
    expect(list.notes).toEqual([
      "1 further row of customers with several contacts is not in the Salesforce file: it has one row a customer",
    ]);
  });

  it("has a priority that is higher for who comes earlier", async () => {
    const calls = [{ customer_id: "B" }, { customer_id: "A" }, { customer_id: "B" }, { customer_id: "00042" }];
    const text = await list.write("salesforce-priority", calls);
    expect(text).toBe("External_Id__c,Priority_Score__c\nB,3\nA,2\n00042,1\n");
  });
});

describe("every import file", () => {
  it("assigns to nobody what nobody has", async () => {
    const calls = [{ owner: "unassigned" }, { owner: null }, { owner: "Ann" }];
    for (const format of ["hubspot-tasks", "hubspot-calls"]) {
      const owners = records(await list.write(format, calls)).map((row) => row["Activity assigned to"]);
      expect(owners).toEqual(["", "", "Ann"]);
    }
    expect((await list.write("vicidial", calls)).split("\n").map((line) => line.split(",").at(-1))).toEqual([
      ...["", "", "Ann", ""],
    ]);
  });

  const FORMATS = ["hubspot-tasks", "hubspot-calls", "salesforce"];

  it.each(FORMATS)("%s brings awkward texts through, with formulas made harmless", async (format) => {
    const calls = AWKWARD.map((text) => ({ name: text, reason: text, owner: text, email: null }));
    const rows = records(await list.write(format, calls));
    expect(rows).toHaveLength(AWKWARD.length);
    for (const row of rows) for (const value of Object.values(row)) expect(value).not.toMatch(/^[=@]|^[+-]\D/);
    const owner = format === "salesforce" ? "Name" : "Activity assigned to";
    expect(rows.map((row) => row[owner])).toEqual(AWKWARD.map((text) => (text.startsWith("=") ? `'${text}` : text)));
  });

  it.each([...FORMATS, "salesforce-priority"])("%s changes no key and no number", async (format) => {
    const ids = ["00042", "+49 30 1234567", "-17", "=1+1", "@x", "a,b"];
    const text = await list.write(
      format,
      ids.map((customer_id) => ({ customer_id })),
    );
    const key = format.startsWith("salesforce") ? "External_Id__c" : "customer_id";
    expect(records(text).map((row) => row[key])).toEqual(["00042", "+49 30 1234567", "-17", "a,b"]);
    expect(list.notes).toEqual([
      `2 of the list have a ${key} that a spreadsheet would run as a formula and are not in the import file`,
    ]);
  });

  it.each([...FORMATS, "salesforce-priority"])(
    "%s is a header without a byte order mark when the list is empty",
    async (format) => {
      expect(await list.write(format, [])).toMatch(/^[A-Z][^\n]*\n$/);
    },
  );
});
