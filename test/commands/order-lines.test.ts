import { expect, test } from "vitest";
import { useFolder } from "./run-in-process.js";

/*
 * Exports that have one amount an order and several lines: the order's money counts once, and each line has its part.
 * Oracle: by hand, in the comments.
 */
const shop = useFolder();

const HEADER =
  "Name,Email,Financial Status,Currency,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Vendor,Refunded Amount";
const first = (order: string, money: string, line: string) =>
  `${order},${order.slice(1).toLowerCase()}@example.com,paid,EUR,1.00,${money},2025-03-01 10:00:00 +0200,${line},0`;
const further = (order: string, line: string) =>
  `${order},${order.slice(1).toLowerCase()}@example.com,,,,,,2025-03-01 10:00:00 +0200,${line},`;

type Row = Record<string, string | number | null>;

async function rowsOf(...args: readonly string[]): Promise<Row[]> {
  const { stdout, exitCode, stderr } = await shop.crm(...args, "--json");
  expect(exitCode, stderr).toBe(0);
  return (JSON.parse(stdout) as { rows: Row[] }).rows;
}

const byCustomer = (rows: readonly Row[], column: string): Record<string, unknown> =>
  Object.fromEntries(rows.map((row) => [String(row.customer_id), row[column]]));

test("the discount of an order counts once, whatever the number of its lines", async () => {
  const orders = shop.file(
    "orders.csv",
    HEADER,
    first("#A", "90,10", "1,Pot,100,Own"),
    first("#B", "90,10", "1,Pot,60,Own"),
    further("#B", "1,Cup,40,Own"),
    first("#C", "90,10", "1,Pot,50,Own"),
    further("#C", "1,Cup,30,Own"),
    further("#C", "1,Lid,20,Own"),
  );
  const rows = await rowsOf("value", orders);
  const each = (value: number) => ({ "a@example.com": value, "b@example.com": value, "c@example.com": value });
  expect(byCustomer(rows, "marketing_cost")).toEqual(each(10));
  expect(byCustomer(rows, "gross_profit")).toEqual(each(90));
  expect(byCustomer(rows, "sales_volume")).toEqual({ "a@example.com": 1, "b@example.com": 2, "c@example.com": 3 });
});

test("preferences and groups see every line of an order, not its first alone", async () => {
  const orders = shop.file(
    "orders.csv",
    HEADER,
    first("#A", "541,0", "1,Sticker,1,Giveaway"),
    further("#A", "1,Machine,500,Premium"),
    further("#A", "2,Beans,20,Premium"),
  );
  expect(byCustomer(await rowsOf("profile", orders), "preferred_brand")).toEqual({ "a@example.com": "Premium" });
  const grouped = await rowsOf("relationship", orders, "--group-by", "brand");
  expect(byCustomer(grouped, "group")).toEqual({ "a@example.com": "Premium" });
});

test("the parts of an order add up to it to the cent, with and without prices of its lines", async () => {
  // 100.01 over three equal lines is no whole number of cents, nor is 10.00 over a line without a price and one with it.
  const orders = shop.file(
    "orders.csv",
    HEADER,
    first("#A", "100.01,0.01", "1,Pot,7,Own"),
    further("#A", "1,Cup,7,Other"),
    further("#A", "1,Lid,7,Third"),
    first("#B", "10.00,1", "1,Pot,,Own"),
    further("#B", "1,Cup,3,Other"),
  );
  const rows = await rowsOf("value", orders);
  expect(byCustomer(rows, "gross_profit")).toEqual({ "a@example.com": 100.01, "b@example.com": 10 });
  expect(byCustomer(rows, "marketing_cost")).toEqual({ "a@example.com": 0.01, "b@example.com": 1 });
});

test("an order bought at a discount was so with all its lines", async () => {
  // On three days A buys two lines at a discount, and B one without.
  const lines = [
    first("#A", "100,10", "1,Pot,60,Own"),
    further("#A", "1,Cup,50,Own"),
    first("#B", "200,0", "1,Pot,200,Own"),
  ];
  const onDay = (day: string) => lines.map((line) => line.replace("2025-03-01", day).replace(/^#(.)/, `#$1-${day}`));
  const orders = shop.file("orders.csv", HEADER, ...["2025-01-01", "2025-02-01", "2025-03-01"].flatMap(onDay));
  const rows = await rowsOf("lifecycle", orders);
  expect(byCustomer(rows, "price_attention")).toEqual({ "a@example.com": "high", "b@example.com": "low" });
});

test("an order refunded in part stays one purchase, and its lines none of them a refund", async () => {
  const lines = [
    first("#A", "10.01,0", "1,Pot,3,Own").replace(/,0$/, ",10.00"),
    further("#A", "1,Cup,3,Own"),
    further("#A", "1,Lid,4.01,Own"),
  ];
  const orders = shop.file("orders.csv", HEADER, ...lines);
  const rows = await rowsOf("segment", orders);
  expect(rows.map(({ frequency, monetary }) => [frequency, monetary])).toEqual([[1, 0.01]]);
});
