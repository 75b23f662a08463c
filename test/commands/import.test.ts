import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useFolder } from "./run-in-process.js";

/* What an import adds to a book, what it replaces, and what is refused. test/book holds that it is one transaction. */
const held = useFolder();
const { file, crm } = { file: held.file, crm: held.crm };
const at = (name: string): string => join(held.folder, name);

const HEADER = "order_id,customer_id,date,amount";
const june = () => file("june.csv", HEADER, "J1,A,2026-06-01,10.10", "J2,B,2026-06-02,20.20", "J2,B,2026-06-02,5.00");
const customers = () =>
  file("customers.csv", "customer_id,name,email,city,colour", "A,Ann,ann@x.org,Ulm,red", "B,Bob,bob@x.org,,");

interface ImportJson {
  readonly accounting: { readonly read: number; readonly accepted: number; readonly filtered: Record<string, number> };
  readonly book: Record<string, string | number | null>;
  readonly rows: readonly Record<string, string | number>[];
}

async function imported(...args: readonly string[]): Promise<ImportJson> {
  const { exitCode, stdout, stderr } = await crm("import", ...args, "--book", "shop.crm", "--json");
  expect(exitCode, stderr).toBe(0);
  return JSON.parse(stdout);
}

async function segmented(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await crm("segment", ...args, "--json");
  expect(exitCode, stderr).toBe(0);
  return JSON.parse(stdout);
}

async function errorOf(...args: readonly string[]): Promise<{ code: string; exitCode: number; message: string }> {
  const { exitCode, stdout, stderr } = await crm(...args, "--json");
  expect(stdout).toBe("");
  expect(exitCode).not.toBe(0);
  return JSON.parse(stderr).error;
}

describe("crm import", () => {
  it("adds files, and says where every record went", async () => {
    const { exitCode, stdout, stderr } = await crm("import", customers(), june(), "--book", "shop.crm");
    expect(exitCode).toBe(0);
    expect(stderr).toBe(
      [
        "customers.csv: customers, 2 records read = 2 accepted + 0 rejected + 0 filtered",
        "june.csv: transactions, 3 records read = 3 accepted + 0 rejected + 0 filtered",
        "shop.crm: 2 imports, 3 transactions, 2 customers, 2026-06-01 to 2026-06-02",
        "",
      ].join("\n"),
    );
    expect(stdout).toContain("june.csv       transactions  added");
    expect(readdirSync(held.folder).sort()).toEqual(["customers.csv", "june.csv", "shop.crm"]);
  });

  it("takes a file once, whatever its name, and within one call too", async () => {
    await imported(june());
    const before = readFileSync(at("shop.crm"));
    copyFileSync(at("june.csv"), at("copy.csv"));
    const { rows, accounting, book } = await imported("june.csv", "copy.csv");
    expect(rows.map((row) => [row.file, row.outcome, row.read, row.accepted, row.filtered])).toEqual([
      ["june.csv", "already imported", 3, 0, 3],
      ["copy.csv", "already imported", 3, 0, 3],
    ]);
    expect(accounting).toMatchObject({ read: 6, accepted: 0, filtered: { "already-imported": 6 } });
    expect(book).toMatchObject({ imports: 1, transactions: 3 });
    expect(readFileSync(at("shop.crm")).equals(before)).toBe(true);
    const { stderr } = await crm("import", "copy.csv", "--book", "shop.crm");
    expect(stderr).toContain("copy.csv: already imported as june.csv; 3 records filtered (already-imported)\n");
    const twice = await crm("import", "june.csv", "copy.csv", "--book", "new.crm", "--json");
    expect(JSON.parse(twice.stdout).rows.map((row: { outcome: string }) => row.outcome)).toEqual([
      "added",
      "already imported",
    ]);
  });

  it("replaces the orders of a corrected export, and says how many", async () => {
    await imported(june());
    const corrected = file("corrected.csv", HEADER, "J2,B,2026-06-02,21.00", "J3,C,2026-06-03,1.00");
    const { exitCode, stderr } = await crm("import", corrected, "--book", "shop.crm");
    expect(exitCode).toBe(0);
    expect(stderr).toContain("  corrected.csv: 1 order of earlier imports replaced (2 records removed)\n");
    const { rows, accounting } = await segmented("--book", "shop.crm");
    expect(rows.map((row: Record<string, unknown>) => [row.customer_id, row.frequency, row.monetary])).toEqual([
      ["B", 1, 21],
      ["C", 1, 1],
      ["A", 1, 10.1],
    ]);
    expect(accounting.files[0]).toMatchObject({ read: 3, accepted: 1, filtered: { "duplicate-order": 2 } });
    expect(await segmented(june(), corrected)).toEqual(await segmented("--book", "shop.crm"));
  });

  it("replaces orders that were cancelled, and cancels orders, in the book as in memory", async () => {
    const header = `${HEADER},status`;
    const first = file(
      "first.csv",
      header,
      "O1,X,2026-01-01,5,cancelled",
      "O2,Y,2026-01-02,6,paid",
      "O3,Y,2026-01-03,7,paid",
    );
    const second = file("second.csv", header, "O1,Z,2026-01-04,5,paid", "O2,Y,2026-01-02,6,cancelled");
    await imported(first);
    await imported(second);
    const book = await segmented("--book", "shop.crm");
    expect(book).toEqual(await segmented(first, second));
    expect(book.rows.map((row: Record<string, unknown>) => [row.customer_id, row.frequency])).toEqual([
      ["Y", 1],
      ["Z", 1],
    ]);
    expect(book.accounting.files[0].filtered).toEqual({ "duplicate-order": 2 });
  });

  it("warns of records that cannot be told from those in the book", async () => {
    await imported(file("one.csv", "customer_id,date,amount", "A,2026-01-01,5", "A,2026-01-01,5", "B,2026-01-02,6"));
    const overlapping = file("two.csv", "customer_id,date,amount", "A,2026-01-01,5", "C,2026-01-03,7");
    const { stderr } = await crm("import", overlapping, "--book", "shop.crm");
    expect(stderr).toContain(
      "warning: two.csv: 1 record without an order id equal to some in the book already (customer, day and amount); " +
        "they were added, and count twice if the files overlap\n",
    );
    expect(await segmented("--book", "shop.crm")).toEqual(await segmented("one.csv", "two.csv"));
  });

  it("reads a file anew with other options, in place of what it brought before", async () => {
    const days = file("days.csv", HEADER, "D1,A,01/02/2026,10", "D2,B,03/02/2026,20");
    await imported(days, "--date-order", "mdy");
    const { rows, book } = await imported(days, "--date-order", "dmy");
    expect(rows).toMatchObject([{ outcome: "read anew", accepted: 2, orders_replaced: 0 }]);
    expect(book).toMatchObject({ imports: 1, transactions: 2, firstDay: "2026-02-01", lastDay: "2026-02-03" });
    await imported(june());
    const read = { ...(await segmented("--book", "shop.crm")) };
    expect(read).toEqual(await segmented(days, "june.csv", "--date-order", "dmy"));
    expect((await segmented("--book", "shop.crm", "--since", "2026-06-02")).accounting.files).toMatchObject([
      { file: "days.csv", filtered: { "before-since": 2 } },
      { file: "june.csv", filtered: { "before-since": 1 } },
    ]);
  });

  it("fills what it knows of a customer: the later file wins, the earlier fills its gaps", async () => {
    await imported(june(), customers());
    await imported(file("later.csv", "customer_id,name,email,city,colour", "A,Anna,,Bonn,", "C,Cy,c@x.org,Kiel,blue"));
    const asked = ["--columns", "email,city,colour"];
    const book = await segmented("--book", "shop.crm", ...asked);
    expect(book).toEqual({
      ...(await segmented("june.csv", "customers.csv", "later.csv", ...asked)),
    });
    const ann = book.rows.find((row: Record<string, unknown>) => row.customer_id === "A");
    expect(ann).toMatchObject({ name: "Anna", email: "ann@x.org", city: "Bonn" });
  });

  it("links buyers to customers whichever came first, and anew when a customer's e-mail changes", async () => {
    const byMail = file(
      "web.csv",
      "order_id,email,date,amount",
      "W1,ANN@x.org,2026-05-01,7",
      "W2,new@x.org,2026-05-02,8",
    );
    const one = await crm("import", byMail, "--book", "shop.crm");
    expect(one.exitCode).toBe(0);
    const ids = async () =>
      (await segmented("--book", "shop.crm")).rows.map((row: Record<string, unknown>) => row.customer_id).sort();
    expect(await ids()).toEqual(["ann@x.org", "new@x.org"]);
    await imported(customers());
    expect(await ids()).toEqual(["A", "B", "new@x.org"]);
    const moved = file("moved.csv", "customer_id,email", "A,new@x.org");
    await imported(moved);
    expect(await ids()).toEqual(["A", "B", "ann@x.org"]);
    expect(await segmented("--book", "shop.crm")).toEqual(await segmented(byMail, "customers.csv", moved));
    await crm("import", "customers.csv", byMail, "--book", "other.crm");
    expect((await segmented("--book", "other.crm")).rows).toEqual((await segmented("customers.csv", byMail)).rows);
  });

  it("refuses amounts in another currency than the book's, and changes nothing", async () => {
    await imported(file("eur.csv", `${HEADER},currency`, "E1,A,2026-01-01,5,EUR"));
    const before = readFileSync(at("shop.crm"));
    const usd = file("usd.csv", `${HEADER},currency`, "U1,A,2026-01-01,5,USD");
    expect(await errorOf("import", usd, "--book", "shop.crm")).toMatchObject({
      code: "mixed-currency",
      exitCode: 3,
      message: "Amounts are in several currencies: EUR in 1 records, USD in 1 records.",
    });
    expect(readFileSync(at("shop.crm")).equals(before)).toBe(true);
    await imported(usd, "--rates", file("rates.csv", "USD,0.5"));
    const { rows, columns } = await segmented("--book", "shop.crm");
    expect(rows).toMatchObject([{ customer_id: "A", frequency: 2, monetary: 7.5 }]);
    expect(columns.find((one: { name: string }) => one.name === "monetary").unit).toBe("EUR");
  });

  it("gets columns for fields that no file had before", async () => {
    await imported(file("one.csv", "customer_id,date,amount", "A,2026-01-01,5"));
    const two = file("two.csv", `${HEADER},country,category`, "T1,A,2026-01-02,5,DE,Tea", "T2,B,2026-01-02,6,FR,Jam");
    await imported(two);
    const asked = ["--columns", "country", "--by", "country"];
    expect(await segmented("--book", "shop.crm", ...asked)).toEqual(await segmented("one.csv", two, ...asked));
  });

  it("gets them also where the file replaces what is there", async () => {
    await imported(june());
    const more = file("more.csv", `${HEADER},product`, "J1,A,2026-06-01,11.00,Pump");
    expect((await imported(more)).rows).toMatchObject([{ accepted: 1, orders_replaced: 1 }]);
    await imported(customers());
    const known = file("known.csv", "customer_id,name,phone", "A,Ann,+44 7700 900123");
    expect((await imported(known)).rows).toMatchObject([{ accepted: 1 }]);
    expect((await imported("customers.csv", "known.csv", "--date-order", "dmy")).rows).toHaveLength(2);
  });

  it("keeps money exact", async () => {
    const rows = Array.from({ length: 1000 }, (_, index) => `M${index},A,2026-01-01,0.10`);
    await imported(file("cents.csv", HEADER, ...rows));
    const { rows: customers } = await segmented("--book", "shop.crm");
    expect(customers[0].monetary).toBe(100);
  });

  it("writes rejects beside the book, under a name of their own each time", async () => {
    await imported(file("bad.csv", HEADER, "B1,A,2026-01-01,5", "B2,,2026-01-01,5"));
    expect(readFileSync(at("shop.rejects.csv"), "utf8")).toContain("bad.csv,3,customer_id,no-customer");
    await imported(file("worse.csv", HEADER, "B3,A,2026-01-01,x", "B4,A,2026-01-02,5"));
    expect(readFileSync(at("shop.rejects-2.csv"), "utf8")).toContain("worse.csv,2,amount,bad-amount");
    await crm("segment", "--book", "shop.crm", "-o", "book.csv");
    await crm("segment", "bad.csv", "worse.csv", "-o", "files.csv");
    expect(readFileSync(at("book.rejects.csv"), "utf8")).toBe(readFileSync(at("files.rejects.csv"), "utf8"));
    const gated = await crm(
      "import",
      file("third.csv", HEADER, "B5,,2026-01-01,5", "B6,A,2026-01-01,5"),
      "--book",
      "shop.crm",
      "--max-rejects",
      "0",
    );
    expect(gated.exitCode).toBe(1);
  });

  it("changes nothing in a dry run", async () => {
    const first = await crm("import", june(), "--book", "shop.crm", "--dry-run");
    expect(first.exitCode).toBe(0);
    expect(first.stderr).toContain("shop.crm would hold: 1 import, 3 transactions, 2 customers");
    expect(readdirSync(held.folder)).toEqual(["june.csv"]);
    await imported("june.csv");
    const before = readFileSync(at("shop.crm"));
    const again = file("again.csv", HEADER, "J1,A,2026-06-01,11");
    const second = await crm("import", again, "--book", "shop.crm", "--dry-run");
    expect(second.stderr).toContain("again.csv: 1 order of earlier imports replaced (1 record removed)");
    expect(readFileSync(at("shop.crm")).equals(before)).toBe(true);
  });
});

describe("a book", () => {
  it("is refused where it cannot be one", async () => {
    mkdirSync(at("folder.crm"));
    writeFileSync(at("text.crm"), "customer_id,date,amount\n".repeat(100));
    writeFileSync(at("empty.crm"), "");
    const codeOf = async (...args: string[]) => (await errorOf(...args)).code;
    june();
    expect(await codeOf("import", "june.csv")).toBe("bad-option");
    expect(await codeOf("import", "june.csv", "--book", "folder.crm")).toBe("output-refused");
    expect(await codeOf("import", "june.csv", "--book", "none/shop.crm")).toBe("output-refused");
    expect(await codeOf("import", "june.csv", "--book", "june.csv")).toBe("output-is-input");
    expect(await codeOf("import", "june.csv", "--book", "text.crm")).toBe("book-damaged");
    expect(await codeOf("import", "june.csv", "--book", "empty.crm")).toBe("book-damaged");
    expect(await codeOf("segment", "--book", "folder.crm")).toBe("file-unreadable");
    expect(await codeOf("segment", "--book", "missing.crm")).toBe("book-missing");
    expect(await codeOf("segment", "--book", "text.crm")).toBe("book-damaged");
    expect(readFileSync(at("text.crm"), "utf8")).toHaveLength(2400);
  });

  it("is not made by an import that fails", async () => {
    expect((await errorOf("import", file("none.csv", HEADER), "--book", "shop.crm")).code).toBe("header-only");
    expect((await errorOf("import", "missing.csv", "--book", "shop.crm")).code).toBe("file-missing");
    expect(readdirSync(held.folder)).toEqual(["none.csv"]);
  });

  it("is read alone: not beside files, nor with options of reading files", async () => {
    await imported(june());
    expect(await errorOf("segment", "june.csv", "--book", "shop.crm")).toMatchObject({
      code: "bad-option",
      exitCode: 2,
    });
    expect(await errorOf("segment", "--book", "shop.crm", "--decimal", "comma")).toMatchObject({ code: "bad-option" });
    expect(
      await errorOf("segment", "--book", "shop.crm", "-o", "shop.crm", "--format", "csv", "--force"),
    ).toMatchObject({
      code: "output-is-input",
    });
  });

  it("of the configuration is read where no file is named", async () => {
    await imported(june());
    writeFileSync(at("crm.config.json"), JSON.stringify({ book: "shop.crm", decimal: "point" }));
    const { accounting } = await segmented();
    expect(accounting.files).toHaveLength(1);
    const none = await crm("import", file("late.csv", HEADER, "L1,A,2026-01-01,5", "L2,,2026-01-01,5"));
    expect(none.stderr).toContain("wrote shop.rejects.csv");
    const other = file("other.csv", HEADER, "X1,Z,2026-01-01,5");
    expect((await segmented(other)).accounting.files[0].file).toBe("other.csv");
  });

  it("without transactions says so", async () => {
    await imported(customers());
    expect(await errorOf("segment", "--book", "shop.crm")).toMatchObject({ code: "book-empty", exitCode: 3 });
  });

  it("that is read stays as it is, with nothing beside it", async () => {
    await imported(june());
    chmodSync(at("shop.crm"), 0o444);
    const before = readFileSync(at("shop.crm"));
    await segmented("--book", "shop.crm");
    expect(readFileSync(at("shop.crm")).equals(before)).toBe(true);
    expect(readdirSync(held.folder).sort()).toEqual(["june.csv", "shop.crm"]);
  });
});
