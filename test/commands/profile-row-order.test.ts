import { expect, test } from "vitest";
import { useFolder } from "./run-in-process.js";

/* Equal input gives equal bytes, whatever the order of its rows. Oracle: 0.1 + 0.2 + 0.3 is 0.6; as doubles, from the left, it is not. */
const held = useFolder();

const CUSTOMERS = [
  ...["A", "B", "C", "D"].map((id, place) => `${id},North,Tools,${["0.1", "0.2", "0.3", "0.7"][place]}`),
];
const ORDERS = ["A", "B", "C", "D"].flatMap((id, place) => [
  `${id}1,${id},2024-0${place + 1}-10,100,60`,
  `${id}2,${id},2026-01-1${place},${["0.1", "0.2", "0.3", "0.7"][place]},0`,
]);
const CALLS = ["A", "B", "C", "D"].flatMap((id) =>
  [0.1, 0.2, 0.3, 0.7, 1.1].map(
    (cost, place) => `${id}${place},${id},2025-1${place % 2}-0${place + 1},visit,outbound,${cost}`,
  ),
);
const WON = [0.1, 0.2, 0.3].map((cost, place) => `E${place},E,2025-11-0${place + 1},call,outbound,${cost}`);

async function result(order: (rows: readonly string[]) => readonly string[], ...args: readonly string[]) {
  const customers = ["Customer ID,Region,Industry,Marketing Cost", ...order([...CUSTOMERS, "E,South,Tools,0.4"])];
  const orders = ["Order ID,Customer ID,Date,Amount,Cost", ...order([...ORDERS, "E1,E,2026-01-15,10,4"])];
  const calls = ["Activity ID,Customer ID,Date,Kind,Direction,Cost", ...order([...CALLS, ...WON])];
  held.file("customers.csv", ...customers);
  held.file("orders.csv", ...orders);
  held.file("calls.csv", ...calls);
  const said = await held.crm(...args, "customers.csv", "orders.csv", "calls.csv", "--as-of", "2026-01-31", "--json");
  expect(said.exitCode, said.stderr).toBe(0);
  return said.stdout;
}

test("sums of costs do not depend on the order of records", async () => {
  const forwards = await result((rows) => rows, "profile");
  expect(await result((rows) => rows.toReversed(), "profile")).toBe(forwards);
  const json = JSON.parse(forwards) as {
    costOfKeeping: number;
    costOfWinning: number;
    rows: Record<string, unknown>[];
  };
  // A to D: 0.1 + 0.2 + 0.3 + 0.7 + 1.1 each. E: 0.4 of marketing and 0.6 of calls.
  expect(json.costOfKeeping).toBe(2.4);
  expect(json.costOfWinning).toBe(1);
});
