import { once } from "node:events";
import { createWriteStream } from "node:fs";

/** The same numbers on every machine. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const day = (number) => new Date(Date.UTC(2024, 0, 1) + Math.floor(number) * 86_400_000).toISOString().slice(0, 10);
/** As `makeTransactions` writes them. */
const idOf = (number) => `C${String(number).padStart(7, "0")}`;
const pick = (list, random) => list[Math.floor(random() * list.length)];

async function write(path, header, rows) {
  const out = createWriteStream(path);
  out.write(`${header}\n`);
  for (const row of rows) if (!out.write(`${row}\n`)) await once(out, "drain");
  out.end();
  await once(out, "finish");
}

/** Customers of `makeTransactions` with attributes, and interactions, referrals and answers about them. */
export async function makeRecords(at, customers, interactions) {
  const random = generator(11);
  const id = () => idOf(Math.floor(random() * customers));
  const regions = ["North", "South", "East", "West", "Middle"];
  const industries = ["Tools", "Food", "Paper", "Steel"];
  const kinds = ["call", "visit", "email", "meeting", "online", "complaint", "quote", "campaign"];
  const rows = (count, make) => Array.from({ length: count }, (_, index) => make(index));
  await write(
    at("customers.csv"),
    "Customer ID,Name,Region,Industry,Marketing Cost,Opt Out",
    rows(customers, (index) =>
      [
        idOf(index),
        `Example ${index + 1}`,
        pick(regions, random),
        pick(industries, random),
        Math.floor(random() * 40),
        random() < 0.05 ? "phone" : "",
      ].join(","),
    ),
  );
  await write(
    at("interactions.csv"),
    "Activity ID,Customer ID,Date,Kind,Direction,Topic,Minutes",
    rows(interactions, (index) => {
      const kind = pick(kinds, random);
      const direction = kind === "complaint" ? "inbound" : "outbound";
      return [
        `A${index}`,
        id(),
        day(random() * 700),
        kind,
        direction,
        kind === "complaint" ? "defect" : "use",
        Math.floor(random() * 40),
      ].join(",");
    }),
  );
  await write(
    at("referrals.csv"),
    "Referrer,Referred,Date",
    rows(Math.floor(customers / 10), () => [id(), id(), day(random() * 700)].join(",")),
  );
  await write(
    at("responses.csv"),
    "Response ID,Customer ID,Question,Answer,Date",
    rows(Math.floor(customers / 5), (index) =>
      [`R${index}`, id(), "NPS", Math.floor(random() * 11), day(random() * 700)].join(","),
    ),
  );
}
