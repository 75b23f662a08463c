import { describe, expect, it } from "vitest";
import { detectRole } from "../../src/ingest/detect-role.js";
import { useRecordBook } from "./record-book.js";

const read = useRecordBook();
const ANSWERS =
  "SELECT customer_id, day, record_id, record_number, question, answer FROM responses ORDER BY record_number, question, answer";
const short = (rows: readonly Record<string, unknown>[]) =>
  rows.map((row) => [row.customer_id, row.day, row.record_number, row.question, row.answer].join("|"));

const QUALTRICS = [
  "StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate,ResponseId,RecipientEmail,ExternalReference,Q1,Q2,Q3",
  'Start Date,End Date,Response Type,IP Address,Progress,Duration (in seconds),Finished,Recorded Date,Response ID,Recipient Email,External Data Reference,"How likely are you to recommend us, 0-10?",How satisfied are you?,Anything else?',
  ['"{""ImportId"":""startDate"",""timeZone"":""Europe/Berlin""}"', ...Array(13).fill('"{""ImportId"":""x""}"')].join(
    ",",
  ),
  "2026-03-02 10:00:00,2026-03-02 10:05:00,IP Address,192.0.2.1,100,300,True,2026-03-02 10:05:01,R_1,,C1,9,Very satisfied,Good",
  "2026-03-02 11:00:00,2026-03-02 11:05:00,Survey Preview,,100,300,True,2026-03-02 11:05:01,R_2,,C1,1,,",
  "2026-03-03 11:00:00,2026-03-03 11:05:00,Spam,,100,300,True,2026-03-03 11:05:01,R_3,,C1,1,,",
  "2026-03-04 11:00:00,2026-03-04 11:05:00,IP Address,192.0.2.2,100,300,True,2026-03-04 11:05:01,R_4,,C2,11,Dissatisfied,",
  "2026-03-05 11:00:00,2026-03-05 11:05:00,IP Address,192.0.2.2,0,3,False,2026-03-05 11:05:01,R_5,,C3,,,",
  "2026-03-06 12:00:00,2026-03-06 12:05:00,IP Address,192.0.2.9,100,3,True,2026-03-06 12:05:01,R_6,,C4,12,6,",
];

describe("answers with a column for each question", () => {
  it("of Qualtrics: labels, previews and spam are filtered, answers off the scale are taken out", async () => {
    const { files, rows, remarks } = await read({ "q.csv": QUALTRICS });
    // 8 records: 2 rows of labels, 2 tests, 1 without an answer, 1 (R_6) whose only answers are 12 of 10 and 6 of 5.
    expect(files[0]).toMatchObject({
      role: "responses",
      read: 8,
      accepted: 2,
      rejected: 1,
      filtered: { "label-row": 2, "no-answer": 1, test: 2 },
    });
    expect(short(await rows(ANSWERS))).toEqual([
      "C1|2026-03-02|3|Anything else?|Good",
      "C1|2026-03-02|3|How likely are you to recommend us, 0-10?|9",
      "C1|2026-03-02|3|How satisfied are you?|Very satisfied",
      "C2|2026-03-04|6|How satisfied are you?|Dissatisfied",
    ]);
    expect(remarks.join("\n")).toContain('outside of 0 to 10 left out: "11" (1), "12" (1)');
    expect(remarks.join("\n")).toContain('1 answer to "How satisfied are you?" outside of 1 to 5 left out: "6" (1)');
    expect(await rows("SELECT line, code FROM rejects")).toEqual([{ line: 9, code: "out-of-range" }]);
  });

  it("of SurveyMonkey: a second line of choices and rows of a grid", async () => {
    const { files, rows } = await read({
      "sm.csv": [
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1,How likely is it that you would recommend us?,Which did you use?,,,Please rate us,,Anything else?",
        ",,,,,,,,,Response,Visit,Telephone,Online,Price level,Service quality,Open-Ended Response",
        "118000001,77,03/02/2026 10:00:00 AM,03/02/2026 10:05:00 AM,192.0.2.1,,,,C1,10 - Extremely likely,Visit,,Online,3,4,Nice",
        "118000002,77,03/04/2026 10:00:00 AM,03/04/2026 10:05:00 AM,192.0.2.2,,,,C2,0,,Telephone,,5,2,",
      ],
    });
    expect(files[0]).toMatchObject({ read: 3, accepted: 2, rejected: 0, filtered: { "label-row": 1 } });
    // Nothing decides between day and month first: SurveyMonkey writes the month first.
    expect(short(await rows(ANSWERS))).toEqual([
      "C1|2026-03-02|2|Anything else?|Nice",
      "C1|2026-03-02|2|How likely is it that you would recommend us?|10 - Extremely likely",
      "C1|2026-03-02|2|Price level|3",
      "C1|2026-03-02|2|Service quality|4",
      "C1|2026-03-02|2|Which did you use?|Online",
      "C1|2026-03-02|2|Which did you use?|Visit",
      "C2|2026-03-04|3|How likely is it that you would recommend us?|0",
      "C2|2026-03-04|3|Price level|5",
      "C2|2026-03-04|3|Service quality|2",
      "C2|2026-03-04|3|Which did you use?|Telephone",
    ]);
  });

  it("of 问卷星: numbered questions, one of them for the customer, several choices in a cell", async () => {
    const { files, rows } = await read({
      "wjx.csv": [
        "序号,提交答卷时间,所用时间,来源,来源详情,来自IP,1、您的客户编号,2、您有多大可能向朋友推荐我们？,3、您希望如何获取产品信息？",
        "1,2026/3/2 10:00:00,55秒,微信,N/A,192.0.2.1(上海-上海),K1,9,电话┋线上",
        "2,2026/3/3 10:00:00,65秒,链接,直接访问,192.0.2.2(北京-北京),K2,(空),上门",
      ],
    });
    expect(files[0]).toMatchObject({ role: "responses", read: 2, accepted: 2 });
    expect(short(await rows(ANSWERS))).toEqual([
      "K1|2026-03-02|1|您希望如何获取产品信息？|电话",
      "K1|2026-03-02|1|您希望如何获取产品信息？|线上",
      "K1|2026-03-02|1|您有多大可能向朋友推荐我们？|9",
      "K2|2026-03-03|2|您希望如何获取产品信息？|上门",
    ]);
  });

  it("of 问卷星: two questionnaires count their responses from 1, and both stay", async () => {
    const lines = (day: string) => [
      "序号,提交答卷时间,所用时间,来源,来源详情,来自IP,1、您对本次购买的满意度",
      `1,2026/3/${day} 10:00:00,55秒,微信,N/A,192.0.2.1,5`,
    ];
    const { files } = await read({ "a.csv": lines("2"), "b.csv": lines("9") });
    expect(files.map((file) => file.accepted)).toEqual([1, 1]);
  });

  it("of Google Forms: a time stamp, questions, and rows of a grid in brackets", async () => {
    const { files, rows } = await read({
      "gf.csv": [
        "Timestamp,Email Address,How likely are you to recommend us to a colleague?,Comments,Please rate [Price level]",
        "3/2/2026 10:00:00,Ann@example.com,9,,3",
        "3/14/2026 10:00:00,bob@example.com,2,Slow,",
        "3/15/2026 10:00:00,cy@example.com,,,",
      ],
    });
    expect(files[0]).toMatchObject({ role: "responses", read: 3, accepted: 2, filtered: { "no-answer": 1 } });
    expect(short(await rows(ANSWERS))).toEqual([
      "ann@example.com|2026-03-02|1|How likely are you to recommend us to a colleague?|9",
      "ann@example.com|2026-03-02|1|Please rate [Price level]|3",
      "bob@example.com|2026-03-14|2|Comments|Slow",
      "bob@example.com|2026-03-14|2|How likely are you to recommend us to a colleague?|2",
    ]);
  });

  it("that stand in a later file too are set aside by record", async () => {
    const { files, rows } = await read({ "q1.csv": QUALTRICS, "q2.csv": QUALTRICS.slice(0, 4) });
    // R_1 with its three answers is one record of the first file; R_4 stays.
    expect(files[0]).toMatchObject({ accepted: 1, filtered: { "duplicate-record": 1 } });
    expect(files[1]).toMatchObject({ accepted: 1 });
    expect(await rows("SELECT file_number, count(*) AS count FROM responses GROUP BY 1 ORDER BY 1")).toEqual([
      { file_number: 1, count: 1 },
      { file_number: 2, count: 3 },
    ]);
  });

  it("are told as strangers and anonymous by record", async () => {
    const { remarks } = await read({
      "q.csv": [...QUALTRICS.slice(0, 4), QUALTRICS[3]!.replace("R_1,,C1", "R_9,,")],
    });
    expect(remarks.join("\n")).toMatch(/q\.csv: 1 (response|responses) of customers? that no other file knows/);
    expect(remarks.join("\n")).toMatch(/q\.csv: 1 (response|responses) (name no|without a) customer/);
  });
});

describe("answers in the long form", () => {
  it("off the scale are rejected with their line", async () => {
    const { files, rows } = await read({
      "long.csv": [
        "Respondent,Question,Answer",
        "C1,NPS,11",
        "C1,How satisfied are you?,6",
        "C1,How satisfied are you (1-10)?,6",
        "C2,NPS,0",
        "C2,NPS,-1",
        "C2,Comment,99",
      ],
    });
    expect(files[0]).toMatchObject({ read: 6, accepted: 3, rejected: 3 });
    expect(await rows('SELECT line, "column", code FROM rejects ORDER BY line')).toEqual(
      [2, 3, 6].map((line) => ({ line, column: "Answer", code: "out-of-range" })),
    );
  });
});

describe("files that are no surveys", () => {
  it.each([
    ["customers", ["Customer ID", "Name", "Email", "Registered", "NPS", "Household", "Satisfaction"]],
    ["customers", ["Customer ID", "Name", "Date", "How did you hear about us?"]],
    ["transactions", ["Timestamp", "Customer ID", "Amount", "Gift?", "Wrapped?"]],
    ["interactions", ["Customer ID", "Date", "Activity Type", "Satisfied?"]],
  ])("stay %s: %j", (role, headers) => {
    const row = headers.map((header) =>
      /Date|Timestamp/.test(header) ? "2026-01-02" : /Type/.test(header) ? "call" : "3",
    );
    expect(detectRole(headers, [row]).role).toBe(role);
  });
});
