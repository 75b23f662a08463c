import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeZip, workbookEntries } from "../ingest/workbook/make-workbook.js";
import { type Outcome, ROOT, runCrm, workFolder } from "./run-crm.js";

/*
 * Hostile input through the real binary: the right exit code, an error of few lines without a stack, no output half
 * written, nothing left behind, and an end within the time limit.
 */
let folder: ReturnType<typeof workFolder>;
beforeEach(() => {
  folder = workFolder();
});
afterEach(() => folder.remove());

const at = (name: string): string => join(folder.path, name);
const put = (name: string, content: string | Uint8Array): void => writeFileSync(at(name), content);

const HEADER = "order_id,customer_id,date,amount";
const rows = (count: number, first = 0): string =>
  Array.from({ length: count }, (_, index) => {
    const number = first + index;
    return `O${number},C${number % 7},2024-0${1 + (number % 9)}-1${number % 9},${number}.50\n`;
  }).join("");

async function segment(file: string, ...more: string[]): Promise<Outcome & { readonly json: SegmentJson | null }> {
  const outcome = await runCrm(["segment", file, "--json", ...more], folder.path);
  return { ...outcome, json: outcome.exitCode === 0 ? (JSON.parse(outcome.stdout) as SegmentJson) : null };
}

interface SegmentJson {
  readonly accounting: {
    readonly read: number;
    readonly accepted: number;
    readonly rejected: number;
    readonly filtered: Readonly<Record<string, number>>;
  };
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

/** The run is refused: code and exit, said in a few lines, and the folder is as it was. */
async function expectRefusal(file: string, code: string, exitCode = 3, ...more: string[]): Promise<void> {
  const before = readdirSync(folder.path).sort();
  const [plain, json] = await Promise.all([
    runCrm(["segment", file, "-o", "out.csv", ...more], folder.path),
    segment(file, ...more),
  ]);
  expect(plain.exitCode).toBe(exitCode);
  expect(plain.stderr).toMatch(/^crm: [^\n]+\n( {2}[^\n]+\n){1,2}$/);
  expect(plain.stdout).toBe("");
  expect(readdirSync(folder.path).sort()).toEqual(before);
  expect(JSON.parse(json.stderr).error).toMatchObject({ code, exitCode });
}

describe("files that cannot be read", { timeout: 20_000 }, () => {
  const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(4000).fill(0)]);
  const book = makeZip(workbookEntries({ rows: "<row><c><v>1</v></c></row>" }));
  const noise = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3)) % 256));
  const bomb = `<worksheet><sheetData>${" ".repeat(70 << 20)}</sheetData></worksheet>`;
  it.each<[string, string | Uint8Array, string]>([
    ["an empty file", "", "file-empty"],
    ["blank lines", "\n\n \n", "file-empty"],
    ["a byte order mark and no more", "\uFEFF", "file-empty"],
    ["a header only", `${HEADER}\n`, "header-only"],
    ["a picture", Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), noise]), "file-binary"],
    ["a truncated workbook", book.subarray(0, book.length / 2), "workbook-unreadable"],
    [
      "a workbook with a password",
      Buffer.concat([ole, Buffer.from("EncryptedPackage", "utf16le")]),
      "workbook-unreadable",
    ],
    ["an .xls", ole, "workbook-unreadable"],
    ["an .xlsb", makeZip([{ name: "xl/workbook.bin", data: "x" }]), "workbook-unreadable"],
    [
      "an .ods",
      makeZip([
        { name: "mimetype", data: "x" },
        { name: "content.xml", data: "<a/>" },
      ]),
      "workbook-unreadable",
    ],
    ["a zip that is no workbook", makeZip([{ name: "orders.csv", data: HEADER }]), "workbook-unreadable"],
    [
      "a workbook that is a bomb",
      makeZip(
        workbookEntries({ rows: "" }).map((entry) =>
          entry.name.endsWith("sheet1.xml") ? { ...entry, data: bomb, deflate: true } : entry,
        ),
      ),
      "workbook-unreadable",
    ],
    ["a gzip bomb", gzipSync(Buffer.alloc(100 << 20, "0"), { level: 9 }), "file-unreadable"],
    ["truncated gzip", gzipSync(`${HEADER}\n${rows(5000)}`).subarray(0, 9000), "file-unreadable"],
    ["truncated Parquet", Buffer.concat([Buffer.from("PAR1"), noise]), "file-unreadable"],
    ["a JSON array", '[{"a":1}]', "file-unreadable"],
    ["headers that say nothing", "foo,bar\n1,2\n", "role-unknown"],
    ["no buyer", "order_id,date,amount\nO1,2024-01-01,5\n", "column-missing"],
    ["dates that read both ways", `${HEADER}\nO1,C1,01/02/2024,5\nO2,C1,03/04/2024,6\n`, "date-order-undecidable"],
    ["amounts in two currencies", `${HEADER}\nO1,C1,2024-01-01,5 €\nO2,C1,2024-01-02,$6\n`, "mixed-currency"],
  ])("%s", async (_what, content, code) => {
    put("orders.csv", content);
    await expectRefusal("orders.csv", code);
  });

  it("a folder, a missing file and a missing column", async () => {
    mkdirSync(at("exports"));
    put("orders.csv", `${HEADER}\n${rows(3)}`);
    await expectRefusal("exports", "file-unreadable");
    await expectRefusal("nowhere.csv", "file-missing");
    await expectRefusal("*.xlsx", "file-missing");
    await expectRefusal("orders.csv", "no-such-column", 2, "--map", "date=Orderd date");
  });

  it("a file that this user may not read", async () => {
    put("orders.csv", `${HEADER}\n${rows(3)}`);
    chmodSync(at("orders.csv"), 0o000);
    chmodSync(folder.path, 0o777);
    // Tests may run as root, whom no permission stops.
    const asOther = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const child = spawn(process.execPath, [join(ROOT, "bin/crm.js"), "segment", "orders.csv"], {
      cwd: folder.path,
      ...asOther,
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const code = await new Promise((done, fail) => child.on("error", fail).on("close", done));
    expect(code).toBe(3);
    expect(stderr).toBe("crm: The file cannot be read: no permission.\n  in orders.csv\n  Check who may read it.\n");
  });
});

describe("files that can be read, with every record accounted for", { timeout: 20_000 }, () => {
  const expectCounts = async (
    content: string | Uint8Array,
    [read, accepted, rejected]: readonly [number, number, number],
    filtered: Readonly<Record<string, number>> = {},
    name = "orders.csv",
  ): Promise<SegmentJson> => {
    put(name, content);
    const { json, stderr, exitCode } = await segment(name);
    expect([stderr, exitCode]).toEqual(["", 0]);
    expect(json!.accounting).toMatchObject({ read, accepted, rejected, filtered });
    return json!;
  };
  const spendOf = (json: SegmentJson): Record<string, unknown> =>
    Object.fromEntries(json.rows.map((row) => [String(row.customer_id), row.monetary]));

  it("ragged rows are rejected with their lines", async () => {
    put("orders.csv", `${HEADER}\n${rows(1)}O1,C1,2024-01-01\n${rows(1, 2)}O3,C1,2024-01-03,6,7\n`);
    const { exitCode } = await runCrm(["segment", "orders.csv", "-o", "out.csv"], folder.path);
    expect(exitCode).toBe(0);
    expect(readFileSync(at("out.rejects.csv"), "utf8").trim().split(/\r?\n/).slice(1)).toEqual([
      'orders.csv,3,,field-count,"3 fields, the header has 4","O1,C1,2024-01-01"',
      'orders.csv,5,,field-count,"5 fields, the header has 4","O3,C1,2024-01-03,6,7"',
    ]);
  });

  it("a quote that never closes costs its own line and no other", async () => {
    await expectCounts(`${HEADER}\n${rows(5)}O5,"Smith,2024-01-01,5\n${rows(3000, 6)}`, [3006, 3005, 1]);
    await expectCounts(`${HEADER}\n${rows(5)}O5,"C1,2024-01-01,5\n${rows(300, 6)}O9,C1",2024-01-01,5\n`, [307, 306, 1]);
  });

  it("quotes in the middle, embedded line breaks and backslashes", async () => {
    const names = ['5" pipe', '"Bob "the man" X"', '"two\nlines, ""quoted"""', '"a\r\nb"', "O'Neil"];
    const lines = names.map((name, index) => `${index},${name},2024-01-0${index + 1},5\n`);
    const json = await expectCounts(`order_id,customer_name,date,amount\n${lines.join("")}`, [5, 5, 0]);
    expect(Object.keys(spendOf(json)).sort()).toEqual(
      ['5" pipe', 'Bob "the man" X', 'two\nlines, "quoted"', "a\nb", "O'Neil"].sort(),
    );
    const escaped =
      'order_id,customer_name,date,amount,note\n1,"say \\"hi\\", you",2024-01-01,5,""\n2,b,2024-01-02,6,x\n';
    expect(spendOf(await expectCounts(escaped, [2, 2, 0]))).toEqual({ 'say "hi", you': 5, b: 6 });
  });

  it("NUL bytes", async () => {
    expect(spendOf(await expectCounts(`${HEADER}\nO1,C\u00001,2024-01-01,5\n${rows(1)}`, [2, 2, 0]))).toEqual({
      C1: 5,
      C0: 0.5,
    });
  });

  it("cells of 2 to 3 MB, first or late, quoted or not", async () => {
    const note = (text: string): string =>
      `${HEADER},note\nO1,C1,2024-01-01,5,${text}\n${rows(2000).replaceAll("\n", ",z\n")}`;
    await expectCounts(note(`"${"x".repeat(3_000_000)}"`), [2001, 2001, 0]);
    await expectCounts(`${note("a")}O9,C1,2024-01-01,5,${"y,".repeat(20)}${"y".repeat(2_500_000)}\n`, [2002, 2001, 1]);
    await expectCounts(`${note("a")}O9,C1,2024-01-01,5,${"y".repeat(2_500_000)}\n`, [2002, 2002, 0]);
  });

  it("headers twice, and headers that are names of JavaScript", async () => {
    const twice = "customer_id,date,amount,amount,customer_id\nC1,2024-01-01,5,6,C9\nC2,2024-01-02,7,8,C8\n";
    expect(spendOf(await expectCounts(twice, [2, 2, 0]))).toEqual({ C1: 5, C2: 7 });
    put("customers.csv", "customer_id,name,__proto__,constructor\nC0,Ann,x,y\nC1,Bob,,z\n");
    put("orders.csv", `${HEADER},__proto__,toString\n${rows(2).replaceAll("\n", ",x,y\n")}`);
    const { json } = await segment("orders.csv", "customers.csv", "--columns", "__proto__,constructor");
    expect(json!.rows.map((row) => [row.customer_id, Object.entries(row).slice(-2)])).toEqual([
      [
        "C1",
        [
          ["__proto__", null],
          ["constructor", "z"],
        ],
      ],
      [
        "C0",
        [
          ["__proto__", "x"],
          ["constructor", "y"],
        ],
      ],
    ]);
  });

  it("10,000 columns", async () => {
    const more = Array.from({ length: 10_000 }, (_, index) => `a column of some length ${index}`);
    const wide = `${HEADER},${more.join(",")}\n${rows(20).replaceAll("\n", `${",x".repeat(10_000)}\n`)}`;
    await expectCounts(wide, [20, 20, 0]);
  });

  it("exports put one behind another, totals in the middle, a title with delimiters and a stray quote", async () => {
    const both = `${HEADER}\n${rows(5)}\uFEFF${HEADER}\n${rows(5, 5)}Total,,,55.00\n${rows(5, 10)}`;
    await expectCounts(both, [17, 15, 0], { "repeated-header": 1, totals: 1 });
    const titled = `Sales; all of 12" pipes, by J\n"from 2024, to now\n\n${HEADER}\n${rows(20)}`.replaceAll(",", ";");
    await expectCounts(titled, [20, 20, 0]);
    put("customers.csv", "customer_id,name\nC0,Ann\ncustomer_id,name\nC1,Bob\n");
    put("orders.csv", `${HEADER}\n${rows(2)}`);
    const { json } = await segment("orders.csv", "customers.csv");
    expect(json!.accounting).toMatchObject({ read: 5, accepted: 4, filtered: { "repeated-header": 1 } });
  });

  it("other forms that begin after the sample", async () => {
    const clean = `${HEADER}\n${rows(2100)}`;
    await expectCounts(
      `${clean}${Array.from({ length: 50 }, (_, i) => `P${i},C1,${13 + (i % 9)}/02/2024,5\n`).join("")}`,
      [2150, 2150, 0],
    );
    await expectCounts(`${clean}P1,C1,01/02/2024,5\n`, [2101, 2100, 1]);
    await expectCounts(`${clean}P1,C1,45306,5\r\n`, [2101, 2101, 0]);
    await expectCounts(`${clean}P1,"C1",2024-01-01,"1,234.50"\n`, [2101, 2101, 0]);
    const whole = Array.from({ length: 2100 }, (_, i) => `O${i};C${i % 7};2024-01-1${i % 9};${i}\n`).join("");
    await expectCounts(`${HEADER.replaceAll(",", ";")}\n${whole}P1;C1;2024-02-01;12,50\n`, [2101, 2101, 0]);
    put("orders.csv", `${clean}P1,C1,2024-02-01,$5.00\nP2,C1,2024-02-01,5.00 €\n`);
    expect(JSON.parse((await segment("orders.csv")).stderr).error.code).toBe("mixed-currency");
  });

  it("bytes that are not UTF-8 far down", async () => {
    const accents = `${HEADER}\n${Array.from({ length: 20_000 }, (_, i) => `O${i},Cé${i % 7},2024-01-11,1\n`).join("")}`;
    const cut = Buffer.concat([Buffer.from(accents), Buffer.from("P1,C\xe9,2024-01-01,5\n", "latin1")]);
    expect(Object.keys(spendOf(await expectCounts(cut, [20_001, 20_001, 0])))).toContain("Cé0");
    const latin = Buffer.from(`${accents.replaceAll("é", "")}P1,Jos\xe9,2024-01-01,5\n`, "latin1");
    expect(Object.keys(spendOf(await expectCounts(latin, [20_001, 20_001, 0])))).toContain("José");
  });

  it("identifiers as spreadsheets and databases mangle them", async () => {
    const ids = ['="007"', '"=""007"""', "\t007", "007 ", "'007", "007\u00a0", "\u3000007"];
    const json = await expectCounts(
      `${HEADER}\n${ids.map((id, i) => `O${i},${id},2024-01-01,"=""1.50"""\n`).join("")}`,
      [7, 7, 0],
    );
    expect(json.rows.map((row) => [row.customer_id, row.frequency, row.monetary])).toEqual([["007", 7, 10.5]]);
    const mails = "email,date,amount\nAnn@X.org,2024-01-01,5\n ann@x.org ,2024-01-02,6\n";
    expect(spendOf(await expectCounts(mails, [2, 2, 0]))).toEqual({ "ann@x.org": 11 });
  });

  it("dates before 1900 and no dates, amounts with every kind of thousands", async () => {
    const old = `${HEADER}\nO1,C1,1850-01-01,5\nO2,C2,1899-12-31,6\nO3,C3,0000-00-00,7\n`;
    expect((await expectCounts(old, [3, 2, 1])).rows.map((row) => row.first_purchase).sort()).toEqual([
      "1850-01-01",
      "1899-12-31",
    ]);
    const semicolons = `${HEADER.replaceAll(",", ";")}\nO1;C1;2024-01-01;"1.234,50"\nO2;C2;2024-01-01;1\u00a0234,50 €\nO3;C3;2024-01-01;(12,00)\n`;
    expect(spendOf(await expectCounts(semicolons, [3, 3, 0]))).toEqual({ C1: 1234.5, C2: 1234.5, C3: -12 });
    put("orders.csv", `${HEADER}\nO1,C1,2024-01-01,1.234\n`);
    const { stderr } = await runCrm(["segment", "orders.csv"], folder.path);
    expect(stderr).toContain('values such as 1.234 are read with "." before the decimals (--decimal)');
  });

  it("JSON lines with other lines between, in UTF-16, and with long numbers", async () => {
    const line = (id: string, day: number): string => `{"customer_id":${id},"date":"2024-01-0${day}","amount":5}\n`;
    await expectCounts(`${line('"C1"', 1)}oops\n[1]\n${line('"C2"', 2)}{"a":\n`, [5, 2, 3], {}, "orders.jsonl");
    await expectCounts(Buffer.from(`\uFEFF${line('"C1"', 1)}`, "utf16le"), [1, 1, 0], {}, "orders.jsonl");
    const long = await expectCounts(line("12345678901234567891", 1), [1, 1, 0], {}, "orders.jsonl");
    expect(long.rows[0]!.customer_id).toBe("12345678901234567891");
  });
});

describe("several inputs", { timeout: 20_000 }, () => {
  it("standard input, also compressed, and a pipe", async () => {
    const text = `${HEADER}\n${rows(20)}`;
    for (const input of [text, gzipSync(text)]) {
      const { stdout } = await runCrm(["segment", "-", "--json"], folder.path, input as string);
      expect(JSON.parse(stdout).accounting).toMatchObject({ read: 20, accepted: 20 });
    }
    put("orders.csv", text);
    execFileSync("mkfifo", [at("pipe")]);
    const writer = spawn("sh", ["-c", "cat orders.csv > pipe"], { cwd: folder.path });
    expect((await segment("pipe")).json!.accounting.read).toBe(20);
    writer.kill();
  });

  it("a file named twice is read once; patterns; files with different columns", async () => {
    put("a-orders.csv", `${HEADER}\n${rows(5)}`);
    put(
      "b-orders.csv",
      "Date;Customer ID;Order ID;Total;Status\n2024-05-01;C1;X1;7,50;paid\n2024-05-02;C1;O0;9,50;paid\n",
    );
    expect((await segment("a-orders.csv", "./a-orders.csv", at("a-orders.csv"))).json!.accounting.read).toBe(5);
    const { json } = await segment("*-orders.csv");
    expect(json!.accounting).toMatchObject({ read: 7, accepted: 6, filtered: { "duplicate-order": 1 } });
    expect(json!.rows.find((row) => row.customer_id === "C1")).toMatchObject({ monetary: 18.5, frequency: 3 });
  });
});
