import { closeSync, openSync, writeSync } from "node:fs";

/**
 * Writes a CSV of transactions: order_id, customer_id, date, amount; two years, customers of very different activity,
 * the same bytes for the same size.
 */
export function makeTransactions(path, rows, customers) {
  let state = 42;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const days = Array.from({ length: 730 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10));
  const file = openSync(path, "w");
  let lines = ["order_id,customer_id,date,amount"];
  for (let row = 0; row < rows; row += 1) {
    const customer = Math.floor(random() ** 2 * customers);
    const amount = (random() * 200).toFixed(2);
    lines.push(
      `O${String(row).padStart(8, "0")},C${String(customer).padStart(7, "0")},${days[Math.floor(random() * 730)]},${amount}`,
    );
    if (lines.length === 100_000) {
      writeSync(file, `${lines.join("\n")}\n`);
      lines = [];
    }
  }
  if (lines.length > 0) writeSync(file, `${lines.join("\n")}\n`);
  closeSync(file);
}
