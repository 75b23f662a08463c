import fc from "fast-check";
import { expect, it } from "vitest";
import { useRecordBook } from "../../ingest/record-book.js";

/* Whatever stands in a filled list, each of its rows is accepted, rejected or not worked, and nothing is left after it. */

const readFiles = useRecordBook();
const HEAD =
  "rank,customer_id,channel,owner,play,stage,cost,contacted_at,outcome,next_at,amount,note,satisfied,expectation_met,usage,call_id";

const cell = (...values: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant("") }, { weight: 5, arbitrary: fc.constantFrom(...values) });

const row = fc.record({
  customer: cell("C1", "C2", "C3"),
  channel: cell("phone", "email", "post", "visit", "pigeon"),
  contacted: cell("2026-03-31", "2026-04-01", "31.03.2026", "soon"),
  outcome: cell("won", "nicht erreicht", "有兴趣", "call back", "?"),
  next: cell("2026-04-10", "2026-03-01", "later"),
  amount: cell("0", "12.5", "-3", "much"),
  note: cell("hello", "=1"),
  satisfied: cell("1", "5", "6", "3.5", "good"),
  met: cell("yes", "teilweise", "nein", "perhaps"),
  usage: cell("daily"),
  id: cell("L-1", "L-2", "L-3", "L-4", "L-5"),
});

const line = (one: typeof row extends fc.Arbitrary<infer R> ? R : never, at: number): string =>
  [
    ...[at + 1, one.customer, one.channel, "Ada", "winback", "pre_sales", "1.5", one.contacted, one.outcome, one.next],
    ...[one.amount, one.note, one.satisfied, one.met, one.usage, one.id],
  ].join(",");

it("the rows of a filled list add up", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (rows) => {
      const { files, rows: query } = await readFiles({ "list.csv": [HEAD, ...rows.map(line)] });
      const [calls, answers] = files;
      const filtered = Object.values(calls!.filtered).reduce((sum, count) => sum + count, 0);
      expect(calls!.read).toBe(rows.length);
      expect(calls!.accepted + calls!.rejected + filtered).toBe(rows.length);
      // Written down independently: a row with no outcome cell filled was not worked.
      const open = ({ contacted, outcome, next, amount, note, satisfied, met, usage }: (typeof rows)[number]) =>
        [contacted, outcome, next, amount, note, satisfied, met, usage].every((text) => text === "");
      expect(calls!.filtered["not-worked"] ?? 0).toBe(rows.filter(open).length);
      const [kept] = await query(`SELECT (SELECT count(*) FROM interactions)::INTEGER AS calls,
        (SELECT count(DISTINCT record_id) FROM interactions)::INTEGER AS ids,
        (SELECT count(DISTINCT record_number) FROM responses)::INTEGER AS answered,
        (SELECT count(*) FROM responses WHERE record_id NOT IN (SELECT record_id FROM interactions))::INTEGER AS strays`);
      expect(kept).toEqual({
        calls: calls!.accepted,
        ids: calls!.accepted,
        answered: answers?.accepted ?? 0,
        strays: 0,
      });
    }),
    { numRuns: 15, seed: 20260331 },
  );
});
