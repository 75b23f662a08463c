import { describe, expect, it } from "vitest";
import { detectRole } from "../../src/ingest/detect-role.js";
import { useRecordBook } from "./record-book.js";

/* What a file holds is told by its headers and, for choices, by its values. */
describe("detectRole", () => {
  it.each([
    ["interactions", ["Customer ID", "Date", "Activity Type"], ["C1", "2026-01-02", "Phone call"]],
    ["interactions", ["客户编号", "跟进时间", "跟进方式", "备注"], ["K1", "2026-01-02", "电话", "好"]],
    [
      "interactions",
      ["Email", "Opened At", "Resolved At", "Subject"],
      ["a@example.com", "2026-01-02", "2026-01-03", "defect"],
    ],
    ["referrals", ["Referrer", "Referred", "Date"], ["C1", "C2", "2026-01-02"]],
    ["referrals", ["推荐人", "被推荐人"], ["K1", "K2"]],
    ["responses", ["Respondent ID", "Question", "Answer"], ["1", "NPS", "9"]],
    ["contacts", ["Account Name", "Contact Name", "Role", "Stance"], ["Muster", "Ann", "decider", "supports"]],
    ["opportunities", ["Account ID", "Stage", "Amount", "Close Date"], ["C1", "Proposal", "10", "2026-01-02"]],
    ["opportunities", ["客户名称", "商机阶段", "金额", "预计成交日期"], ["甲", "报价", "10", "2026-01-02"]],
    ["listings", ["call_id", "list_id", "customer_id", "date", "arm"], ["L-1", "L", "C1", "2026-01-02", "control"]],
    ["listings", ["List ID", "Customer ID", "Date", "Arm", "Amount"], ["L", "C1", "2026-01-02", "treated", "5"]],
    [
      "interactions",
      ["call_id", "customer_id", "play", "cost", "contacted_at", "outcome", "amount", "order_id"],
      ["L-1", "C1", "winback", "5", "2026-01-02", "won", "10", ""],
    ],
  ])("takes for %s: %j", (role, headers, row) => {
    expect(detectRole(headers, [row])).toMatchObject({ role });
  });

  it.each([
    [
      "customers",
      ["Customer ID", "Name", "Type", "Created", "Status", "Owner"],
      ["C1", "Ann", "retail", "2026-01-02", "active", "Bo"],
    ],
    [
      "customers",
      ["Company", "Contact Name", "Role", "Email"],
      ["Muster", "Ann", "Head of purchasing", "a@example.com"],
    ],
    ["customers", ["Customer ID", "Name", "Referred By", "Gender"], ["C1", "Ann", "C2", "f"]],
    ["transactions", ["Customer ID", "Date", "Amount", "Type", "Status"], ["C1", "2026-01-02", "3", "call", "paid"]],
    [
      "transactions",
      ["Order ID", "Customer", "Date", "Amount", "Stage", "Probability"],
      ["1", "C1", "2026-01-02", "3", "quote", "5"],
    ],
  ])("does not take %s for records: %j", (role, headers, row) => {
    expect(detectRole(headers, [row])).toMatchObject({ role });
  });
});

it("takes those whom a call list leaves alone for nothing, though they have ids and names", () => {
  const { role } = detectRole(["customer_id", "name", "play", "reason"], [["C1", "Ann", "winback", "opted out"]]);
  expect(role).toBeUndefined();
});

describe("records", () => {
  const read = useRecordBook();

  it("are typed, and what cannot be understood is counted or named", async () => {
    const { rows, files, remarks } = await read({
      "customers.csv": ["Customer ID,Name,Email", "C1,Ann,ann@example.com", "C2,Bob,bob@example.com"],
      "transactions.csv": ["Order ID,Customer ID,Date,Amount", "1,C1,2026-01-05,10"],
      "calls.csv": [
        "Activity ID,Email,Activity Date,Activity Type,Direction,Minutes,Cost,Resolved At",
        "A1,ANN@example.com,2026-01-10,Phone Call,out,12,,",
        'A2,bob@example.com,10.02.2026,Besuch,,60,"1.250,50",soon',
        "A3,stranger@example.com,2026-01-12,teleport,in,1,,2026-01-13",
        "A4,bob@example.com,2026-01-13,call,out,-5,,",
        "A5,bob@example.com,,call,out,5,,",
        ",,2026-01-13,call,out,5,,",
        "A1,bob@example.com,2026-01-14,mailing,out,0,,",
      ],
    });
    // A1 stands twice, the later stays; A4 has negative minutes, A5 no day, the sixth nobody.
    expect(files.find((file) => file.file === "calls.csv")).toMatchObject({
      role: "interactions",
      read: 7,
      accepted: 3,
      rejected: 3,
      filtered: { "duplicate-record": 1 },
    });
    expect(
      await rows(
        "SELECT record_id, customer_id, day::VARCHAR AS day, kind, direction, minutes, cost::DOUBLE AS cost, resolved::VARCHAR AS resolved FROM interactions ORDER BY record_id",
      ),
    ).toEqual([
      {
        record_id: "A1",
        customer_id: "C2",
        day: "2026-01-14",
        kind: "campaign",
        direction: "outbound",
        minutes: 0,
        cost: null,
        resolved: null,
      },
      {
        record_id: "A2",
        customer_id: "C2",
        day: "2026-02-10",
        kind: "visit",
        direction: null,
        minutes: 60,
        cost: 1250.5,
        resolved: null,
      },
      {
        record_id: "A3",
        customer_id: "stranger@example.com",
        day: "2026-01-12",
        kind: null,
        direction: "inbound",
        minutes: 1,
        cost: null,
        resolved: "2026-01-13",
      },
    ]);
    expect(remarks.join("\n")).toContain(
      'values of column Activity Type that are no kind were left out: "teleport" (1)',
    );
    expect(remarks.join("\n")).toContain('values of column Resolved At that are no resolved were left out: "soon" (1)');
    expect(remarks.join("\n")).toContain(
      "calls.csv: 1 interaction of customers that no other file knows, such as stranger@example.com",
    );
  });

  it("of referrals come from the customer file too, each pair once, whatever names the people", async () => {
    const { rows } = await read({
      "customers.csv": [
        "Customer ID,Name,Email,Phone,Referred By",
        "C1,Ann Example,ann@example.com,+1 555 0101,",
        "C2,Bob Example,bob@example.com,+1 555 0102,ann@example.com",
        "C3,Cid Example,cid@example.com,+1 555 0103,Bob Example",
      ],
      "transactions.csv": ["Order ID,Customer ID,Date,Amount", "1,C1,2026-01-05,10"],
      "referrals.csv": [
        "Referrer,Referred,Date,Status",
        "+1 555 0101,C2,2026-01-20,converted",
        "C1,friend@example.com,2026-01-21,pending",
      ],
    });
    expect(
      await rows("SELECT customer_id, referred, day::VARCHAR AS day, converted FROM referrals ORDER BY ALL"),
    ).toEqual([
      { customer_id: "C1", referred: "C2", day: "2026-01-20", converted: true },
      { customer_id: "C1", referred: "friend@example.com", day: "2026-01-21", converted: false },
      { customer_id: "C2", referred: "C3", day: null, converted: null },
    ]);
  });

  it("of contacts take words for influence, and never the person's e-mail for the organisation", async () => {
    const { rows, files } = await read({
      "customers.csv": ["Customer ID,Name,Email", "C1,Muster Works,info@example.com"],
      "transactions.csv": ["Order ID,Customer ID,Date,Amount", "1,C1,2026-01-05,10"],
      "contacts.csv": [
        "Company,Contact Name,Email,Role,Stance,Influence",
        "Muster Works,Ann,info@example.com,Entscheider,dafür,high",
        "Muster Works,Bob,bob@example.com,Champion,opposed,2.5",
        "Muster Works,Cid,,user,,11",
      ],
    });
    expect(
      await rows("SELECT customer_id, contact_name, role, stance, influence FROM contacts ORDER BY contact_name"),
    ).toEqual([
      { customer_id: "C1", contact_name: "Ann", role: "decider", stance: "supports", influence: 5 },
      { customer_id: "C1", contact_name: "Bob", role: "influencer", stance: "opposes", influence: 2.5 },
    ]);
    expect(files.find((file) => file.file === "contacts.csv")).toMatchObject({ read: 3, accepted: 2, rejected: 1 });
  });

  it("of answers may be anonymous; an empty answer is set aside", async () => {
    const { rows, files, remarks } = await read({
      "transactions.csv": ["Order ID,Customer ID,Date,Amount", "1,C1,2026-01-05,10"],
      "answers.csv": [
        "Response ID,Customer ID,Question,Answer,Date,Stage",
        "R1,C1,How likely?,9,2026-02-01,after sales",
        "R1,C1,Which way?,phone,2026-02-01,售前",
        "R2,,How likely?,3,2026-02-01,",
        "R3,C9,How likely?,,2026-02-01,",
      ],
    });
    expect(files.find((file) => file.file === "answers.csv")).toMatchObject({
      read: 4,
      accepted: 3,
      rejected: 0,
      filtered: { "no-answer": 1 },
    });
    expect(await rows("SELECT record_id, customer_id, answer, stage FROM responses ORDER BY ALL")).toEqual([
      { record_id: "R1", customer_id: "C1", answer: "9", stage: "after_sales" },
      { record_id: "R1", customer_id: "C1", answer: "phone", stage: "pre_sales" },
      { record_id: "R2", customer_id: null, answer: "3", stage: null },
    ]);
    expect(remarks.join("\n")).toContain("1 response without a customer; they count in totals alone");
  });

  it("of opportunities are replaced by a later file's records of the same", async () => {
    const { rows, files } = await read({
      "transactions.csv": ["Order ID,Customer ID,Date,Amount", "1,C1,2026-01-05,10"],
      "quotes-1.csv": [
        "Quote ID,Customer ID,Stage,Amount,Probability (%)",
        "Q1,C1,Proposal,1000,50 %",
        "Q2,C1,lead,10,",
      ],
      "quotes-2.csv": ["Quote ID,Customer ID,Stage,Amount,Probability (%)", "Q1,C1,Closed Won,1200,100 %"],
    });
    expect(
      await rows(
        "SELECT record_id, stage, amount::DOUBLE AS amount, probability FROM opportunities ORDER BY record_id",
      ),
    ).toEqual([
      { record_id: "Q1", stage: "won", amount: 1200, probability: 100 },
      { record_id: "Q2", stage: "potential", amount: 10, probability: null },
    ]);
    expect(files.find((file) => file.file === "quotes-1.csv")).toMatchObject({
      accepted: 1,
      filtered: { "duplicate-record": 1 },
    });
  });
});

describe("referrals that customer files alone say", () => {
  const read = useRecordBook();

  it("have all columns of referrals", async () => {
    const { rows } = await read({
      "customers.csv": ["Customer ID,Name,Referred By", "C1,Ann,", "C2,Bob,C1"],
      "transactions.csv": ["Order ID,Customer ID,Date,Amount", "1,C1,2026-01-05,10"],
    });
    expect(await rows("SELECT customer_id, referred, day, converted, file_number FROM referrals")).toEqual([
      { customer_id: "C1", referred: "C2", day: null, converted: null, file_number: 0 },
    ]);
  });
});
