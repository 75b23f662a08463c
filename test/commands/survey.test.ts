import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { useFolder } from "./run-in-process.js";

const held = useFolder();

interface Table {
  readonly rows: readonly Readonly<Record<string, string | number | boolean | null>>[];
}
interface Output extends Table {
  readonly accounting: { readonly files: readonly Record<string, unknown>[] };
  readonly tables: Readonly<Record<string, Table>>;
  readonly unused: readonly string[];
  readonly anonymous: number;
}

const json = async (...args: readonly string[]): Promise<Output> => {
  const { exitCode, stdout, stderr } = await held.crm("survey", ...args, "--json");
  expect(stderr).toBe("");
  expect(exitCode).toBe(0);
  return JSON.parse(stdout) as Output;
};

const long = (name: string, ...rows: readonly string[]) => held.file(name, "Respondent,Question,Answer,Date", ...rows);

describe("crm survey", () => {
  it("works on answers alone, and lists who answered", async () => {
    long("a.csv", "C1,NPS,9,2026-03-01", "C2,NPS,3,2026-03-02", ",NPS,10,2026-03-03");
    const { rows, tables, anonymous, unused } = await json("a.csv");
    expect(rows.map((row) => [row.customer_id, row.nps, row.nps_group, row.revenue])).toEqual([
      ["C2", 3, "detractor", null],
      ["C1", 9, "promoter", null],
    ]);
    // 2 of 3 promoters, 1 of 3 detractors.
    expect(tables.scores!.rows[0]).toMatchObject({ measure: "NPS", by: "all", answers: 3 });
    expect(tables.scores!.rows[0]!.score).toBeCloseTo(100 / 3, 9);
    expect(anonymous).toBe(1);
    expect(unused.join()).toContain("no transactions");
    expect(tables.revenue_at_risk).toBeUndefined();
  });

  it("says that there are no answers, and lists the customers", async () => {
    held.file("orders.csv", "Order ID,Customer ID,Date,Amount", "1,C1,2026-01-05,10");
    const { rows, tables, unused } = await json("orders.csv");
    expect(rows).toMatchObject([{ customer_id: "C1", nps: null, answers: 0, revenue: 10 }]);
    expect(tables.scores!.rows).toEqual([]);
    expect(unused.join()).toContain("no answers to surveys are known");
  });

  it("counts the latest answer of each respondent, in any order of rows", async () => {
    const rows = [
      "C1,NPS,2,2026-01-01",
      "C1,NPS,9,2026-03-01",
      "C1,NPS,8,2026-02-01",
      "C2,NPS,0,",
      "C2,NPS,10,2026-01-02",
    ];
    long("a.csv", ...rows);
    long("b.csv", ...rows.toReversed());
    const [a, b] = [await json("a.csv"), await json("b.csv")];
    expect(a.tables.scores!.rows[0]).toMatchObject({ answers: 2, score: 100 });
    expect(a.tables.answers!.rows.map((row) => [row.answer, row.count])).toEqual([
      ["9", 1],
      ["10", 1],
    ]);
    // By month each month's own answer counts; an answer without a day is in no month.
    expect(a.tables.scores!.rows.filter((row) => row.by === "month").map((row) => [row.group, row.score])).toEqual([
      ["2026-01", 0],
      ["2026-02", 0],
      ["2026-03", 100],
    ]);
    expect({ ...a, accounting: null }).toEqual({ ...b, accounting: null });
  });

  it("tells a difference from chance, and refuses small cells with the reason", async () => {
    const answers: string[] = [];
    const customers: string[] = [];
    for (let index = 0; index < 60; index++) {
      const gender = index < 30 ? "f" : "m";
      const isSatisfied = index < 20 || (index >= 30 && index < 40);
      customers.push(`C${index},Customer ${index},${gender},${index === 0 ? "smith" : "teacher"}`);
      answers.push(`C${index},CSAT,${isSatisfied ? 4 + (index % 2) : 1 + (index % 3)},2026-03-01`);
    }
    long("a.csv", ...answers);
    held.file("customers.csv", "Customer ID,Name,Gender,Occupation", ...customers);
    const { tables } = await json("a.csv", "customers.csv");
    const [gender, occupation] = tables.differences!.rows;
    // 20 and 10, 10 and 20, each cell expects 15: chi-square 4 · 25/15 = 6.6667, p 0.00982 of one degree, V √(6.6667/60) = 1/3.
    expect(gender).toMatchObject({
      by: "gender",
      answers: 60,
      groups: 2,
      degrees_of_freedom: 1,
      smallest_expected: 15,
    });
    expect(gender!.chi_square).toBeCloseTo(20 / 3, 9);
    expect(gender!.p_value).toBeCloseTo(0.009823, 5);
    expect(gender!.cramers_v).toBeCloseTo(1 / 3, 9);
    expect(gender!.verdict).toBe("more than chance (p 0.01)");
    // One smith of 60, half of all satisfied: a cell expects 0.5.
    expect(occupation).toMatchObject({ by: "occupation", chi_square: null, smallest_expected: 0.5 });
    expect(occupation!.verdict).toBe("not tested: too few answers: the smallest cell expects 0.5, below 5");
    const csat = tables.scores!.rows.find((row) => row.by === "gender" && row.group === "f");
    expect(csat!.score).toBeCloseTo((100 * 20) / 30, 9);
  });

  it("breaks down by segment and by columns of other analyses, and refuses what is not known", async () => {
    long("a.csv", "C1,NPS,9,2026-03-01", "C2,NPS,3,2026-03-02");
    held.file(
      "orders.csv",
      "Order ID,Customer ID,Date,Amount",
      "1,C1,2026-01-05,100",
      "2,C2,2026-02-05,10",
      "3,C3,2026-03-05,1",
    );
    const { tables } = await json("a.csv", "orders.csv", "--by", "segment,value_class,relationship_level");
    const groups = tables.scores!.rows.map((row) => `${row.by} ${row.group}`);
    // Of 111 a share of 80 % is 88.8: C1 alone makes it.
    expect(groups).toContain("value_class strategic");
    expect(groups).toContain("value_class general");
    expect(groups.some((group) => group.startsWith("segment "))).toBe(true);
    expect(groups.some((group) => group.startsWith("relationship_level "))).toBe(true);
    const { exitCode, stderr } = await held.crm("survey", "a.csv", "orders.csv", "--by", "shoe_size");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("shoe_size");
  });

  it("adds revenue at risk up to all customers and all revenue", async () => {
    long("a.csv", "C1,NPS,9,2026-03-01", "C2,NPS,6,2026-03-02", "C3,NPS,7,2026-03-02");
    held.file(
      "orders.csv",
      "Order ID,Customer ID,Date,Amount",
      ...[
        "1,C1,2026-03-05,100",
        "2,C2,2026-02-05,40",
        "3,C2,2025-03-05,1000",
        "4,C3,2025-03-06,7",
        "5,C4,2026-01-01,53",
      ],
    );
    const { tables } = await json("a.csv", "orders.csv");
    // The 365 days up to 2026-03-05 begin on 2025-03-06: C2's 1000 lie before, C3's 7 within.
    expect(
      tables.revenue_at_risk!.rows.map((row) => [row.nps_group, row.customers, row.revenue, row.revenue_share]),
    ).toEqual([
      ["detractor", 1, 40, 0.2],
      ["passive", 1, 7, 0.035],
      ["promoter", 1, 100, 0.5],
      ["no answer", 1, 53, 0.265],
    ]);
  });

  it("holds promises against facts in working days", async () => {
    long(
      "a.csv",
      "C1,Acceptable response time,Same day,2026-03-01",
      "C2,Acceptable response time,Within 3 working days,2026-03-01",
    );
    held.file(
      "calls.csv",
      "Customer ID,Date,Kind,Resolved At",
      "C1,2026-03-06,complaint,2026-03-06",
      "C1,2026-03-06,complaint,2026-03-09",
      "C2,2026-03-06,complaint,2026-03-11",
      "C2,2026-03-12,complaint,",
      "C3,2026-03-02,complaint,",
      "C3,2026-03-12,complaint,2026-03-10",
      "C3,2026-03-13,call,",
    );
    const { tables, rows, unused } = await json("a.csv", "calls.csv");
    // As of Friday 2026-03-13. Working days: C1 0 and 1 (Friday to Monday); C2 3, and 1 so far; C3 9 so far; one is backwards.
    expect(
      tables.promise!.rows.map((row) => [
        row.days,
        row.answers,
        row.complaints,
        row.kept,
        row.own_complaints,
        row.own_kept,
      ]),
    ).toEqual([
      [0, 1, 5, 1, 2, 1],
      [3, 1, 4, 3, 1, 1],
      [5, 0, 4, 3, 0, 0],
      [7, 0, 4, 3, 0, 0],
    ]);
    expect(
      rows.map((row) => [row.customer_id, row.promise_days, row.complaints, row.resolved_days, row.promise_kept]),
    ).toEqual([
      ["C1", 0, 2, 0.5, false],
      ["C2", 3, 2, 3, true],
    ]);
    expect(unused.join()).toContain("1 complaint was settled before being made");
  });

  it("follows the rules of the configuration: another weekend, holidays, other classes of NPS", async () => {
    long("a.csv", "C1,Acceptable response time,Same day,2026-03-01", "C1,NPS,8,2026-03-01");
    held.file("calls.csv", "Customer ID,Date,Kind,Resolved At", "C1,2026-03-05,complaint,2026-03-09");
    const rules = { survey: { weekend: [5, 6], holidays: ["2026-03-09"], promotersFrom: 8 } };
    writeFileSync(join(held.folder, "crm.config.json"), JSON.stringify({ rules }));
    const { rows } = await json("a.csv", "calls.csv", "--as-of", "2026-03-10");
    // Thursday to Monday, without Friday and Saturday, Monday a holiday: Sunday alone.
    expect(rows[0]).toMatchObject({ resolved_days: 1, promise_kept: false, nps_group: "promoter" });
  });

  it("gives perceived value only with enough answers, and then as a partial rank correlation", async () => {
    const rows: string[] = [];
    for (let index = 0; index < 12; index++) {
      const quality = 5 + (index % 3);
      const service = 1 + (index % 4);
      const said = { "Expected quality": 6, "Perceived quality": quality, "Service quality": service, CSAT: service };
      for (const [question, answer] of Object.entries(said)) rows.push(`C${index},${question},${answer},2026-03-01`);
    }
    long("a.csv", ...rows, "C1,Price level,3,2026-03-01");
    const { tables } = await json("a.csv");
    const [gap, price, service] = tables.perceived_value!.rows;
    // Quality 5, 6, 7 four times each against 6: the mean gap is 0, as far below as above.
    expect(gap).toMatchObject({ respondents: 12, value: 0, verdict: "no clear gap either way" });
    expect(gap!.low).toBeCloseTo(-(gap!.high as number), 12);
    expect(price).toMatchObject({ respondents: 1, value: null, verdict: "not given: fewer than 10 respondents" });
    // Satisfaction is the service itself: at equal quality too the correlation is 1.
    expect(service!.value).toBeCloseTo(1, 9);
    expect(service!.verdict).toBe("rises with service quality");
  });

  it("is the same from a book, and counts records after the as-of day by record", async () => {
    held.file(
      "form.csv",
      "Timestamp,Customer ID,How likely are you to recommend us?,How satisfied are you?",
      "2026-03-01 10:00:00,C1,9,5",
      "2026-03-09 10:00:00,C2,1,2",
    );
    held.file("orders.csv", "Order ID,Customer ID,Date,Amount", "1,C1,2026-03-05,100");
    const fromFiles = await json("form.csv", "orders.csv");
    expect(fromFiles.accounting.files[0]).toMatchObject({ read: 2, accepted: 1, filtered: { "after-as-of": 1 } });
    const imported = await held.crm("import", "form.csv", "orders.csv", "--book", "shop.crm");
    expect(imported.exitCode).toBe(0);
    expect(await json("--book", "shop.crm")).toEqual(fromFiles);
    // The next month's export of the same form with a row more replaces nothing that has no identifier, and adds up.
    expect((await held.crm("import", "form.csv", "--book", "shop.crm")).exitCode).toBe(0);
    expect(await json("--book", "shop.crm")).toEqual(fromFiles);
  });
});

describe("crm survey --template", () => {
  const fill = async (name: string, rows: readonly (readonly [string | RegExp, string | number | Date])[][]) => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(held.folder, name));
    const sheet = workbook.worksheets[0]!;
    const headers = (sheet.getRow(1).values as readonly string[]).slice(1);
    for (const [at, cells] of rows.entries()) {
      for (const [asked, value] of cells) {
        const index = headers.findIndex((header) =>
          typeof asked === "string" ? header === asked : asked.test(header),
        );
        expect(index, String(asked)).toBeGreaterThanOrEqual(0);
        sheet.getCell(at + 2, index + 1).value = value;
      }
    }
    await workbook.xlsx.writeFile(join(held.folder, name));
    return headers;
  };

  it("writes a questionnaire that reads back", async () => {
    expect((await held.crm("survey", "--template", "q.xlsx")).exitCode).toBe(0);
    const day = new Date("2026-03-02T00:00:00Z");
    const headers = await fill("q.xlsx", [
      [
        ["Customer ID", "C1"],
        ["Date", day],
        ["Stage", "After sales"],
        [/product information/, "Telephone"],
        [/deal with/, "Technical staff"],
        [/response time/, "Within 3 working days"],
        [/recommend/, 9],
        [/satisfied/, 4],
        [/easy/, 6],
        [/quality did you expect/, 8],
        [/quality of our product/, 7],
        [/price level/, 4],
        [/quality of our service/, 5],
        [/wish to buy/, "Price"],
        [/effect/, "Great"],
        [/Before and after/, "Better"],
        [/accept the price/, 3],
      ],
      [
        ["E-mail", "ann@example.com"],
        ["Date", day],
        [/recommend/, 0],
      ],
    ]);
    expect(headers).toHaveLength(21);
    const { accounting, rows, tables } = await json("q.xlsx");
    expect(accounting.files).toMatchObject([{ role: "responses", read: 2, accepted: 2, rejected: 0 }]);
    expect(rows).toMatchObject([
      { customer_id: "ann@example.com", nps: 0, answers: 1, last_answer: "2026-03-02" },
      {
        ...{ customer_id: "C1", nps: 9, csat: 4, ces: 6, expected: 8, perceived: 7, gap: -1, price_level: 4 },
        ...{ service_quality: 5, promise_days: 3, answers: 14 },
      },
    ]);
    const kinds = new Map(tables.answers!.rows.map((row) => [row.kind, row.stage]));
    expect(Object.fromEntries(kinds)).toMatchObject({
      ...{ receive_information: "pre_sales", deal_with: "on_sale", response_time: "after_sales", csat: "after_sales" },
      ...{
        effect: "after_sales",
        before_after: "after_sales",
        price_acceptance: "after_sales",
        wish_to_buy: "after_sales",
      },
    });
  });

  it("is in Chinese with --lang zh", async () => {
    expect((await held.crm("survey", "--template", "q.xlsx", "--lang", "zh")).exitCode).toBe(0);
    await fill("q.xlsx", [
      [
        ["客户编号", "K1"],
        ["日期", new Date("2026-03-02T00:00:00Z")],
        [/产品信息/, "上门拜访"],
        [/哪类人员/, "售后人员"],
        [/响应时间/, "当天"],
        [/推荐我们/, 10],
        [/满意度/, 5],
        [/容易程度/, 7],
        [/期望的质量/, 6],
        [/最低要求/, 4],
        [/产品质量/, 9],
        [/价格水平/, 2],
        [/服务质量/, 4],
        [/购买意愿/, "质量"],
        [/价格的关注/, 1],
        [/质量的关注/, 5],
        [/使用效果/, "显著"],
        [/前后对比/, "更好"],
        [/接受程度/, 4],
      ],
    ]);
    const { rows, tables } = await json("q.xlsx");
    expect(rows).toMatchObject([
      {
        ...{ customer_id: "K1", nps: 10, csat: 5, ces: 7, expected: 6, perceived: 9, gap: 3, price_level: 2 },
        ...{ service_quality: 4, promise_days: 0, answers: 17 },
      },
    ]);
    const answers = Object.fromEntries(tables.answers!.rows.map((row) => [row.kind, row.answer]));
    expect(answers).toEqual({
      ...{
        receive_information: "visit",
        deal_with: "after_sales",
        response_time: "same day",
        nps: "10",
        csat: "5",
        ces: "7",
      },
      ...{
        expected: "6",
        expected_minimum: "4",
        perceived: "9",
        price_level: "2",
        service_quality: "4",
        wish_to_buy: "质量",
      },
      ...{ price_attention: "1", quality_attention: "5", effect: "显著", before_after: "更好", price_acceptance: "4" },
    });
  });

  it("offers the answers as drop-downs, and gives the same bytes again", async () => {
    await held.crm("survey", "--template", "a.xlsx");
    await held.crm("survey", "--template", "b.xlsx");
    const [a, b] = [new ExcelJS.Workbook(), new ExcelJS.Workbook()];
    await a.xlsx.readFile(join(held.folder, "a.xlsx"));
    await b.xlsx.readFile(join(held.folder, "b.xlsx"));
    expect(statSync(join(held.folder, "a.xlsx")).size).toBe(statSync(join(held.folder, "b.xlsx")).size);
    expect(a.worksheets.map((sheet) => sheet.state)).toEqual(["visible", "hidden"]);
    expect(a.worksheets[0]!.getCell("H2").dataValidation).toMatchObject({
      type: "list",
      formulae: ["lists!$H$1:$H$11"],
    });
    expect(a.worksheets[1]!.getCell("H11").value).toBe(10);
  });

  it("does not write over a file without --force, nor anything but a workbook", async () => {
    held.file("q.xlsx", "precious");
    expect((await held.crm("survey", "--template", "q.xlsx")).stderr).toContain("--force");
    expect(statSync(join(held.folder, "q.xlsx")).size).toBe(9);
    expect((await held.crm("survey", "--template", "q.xlsx", "--dry-run", "--force")).stderr).toContain("would write");
    expect((await held.crm("survey", "--template", "q.xlsx", "--force")).exitCode).toBe(0);
    expect((await held.crm("survey", "--template", "q.csv")).exitCode).toBe(2);
    expect((await held.crm("survey", "q.xlsx")).stderr).toContain("header but no record");
  });
});

describe("crm check and crm init", () => {
  it("name the columns that are questions", async () => {
    held.file(
      "form.csv",
      "Timestamp,Customer ID,NPS,How satisfied are you?,Total Score",
      "2026-03-01 10:00:00,C1,9,5,3",
    );
    const { stdout } = await held.crm("check", "form.csv");
    expect(stdout).toMatch(/questions +"NPS", "How satisfied are you\?"/);
    expect(stdout).toMatch(/not used +"Total Score"/);
    const { files } = JSON.parse((await held.crm("check", "form.csv", "--json")).stdout) as { files: object[] };
    expect(files[0]).toMatchObject({ unmapped: ["Total Score"], questions: ["NPS", "How satisfied are you?"] });
    const init = await held.crm("init", "form.csv", "--yes", "--dry-run");
    expect(init.stdout).toContain('a question each: "NPS", "How satisfied are you?"');
  });
});
