import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, openEngine } from "../../../src/engine/engine.js";
import { literal, raw, sql } from "../../../src/engine/sql.js";
import { choiceExpression } from "../../../src/ingest/choice.js";
import { INTERACTION_FIELDS } from "../../../src/ingest/fields/interactions.js";
import { useFolder } from "../../commands/run-in-process.js";
import { fillList } from "./filled-list.js";
import { call, writeList } from "./made-list.js";

/* A contact by post is a letter, and comes back as one: what the rules say of post holds for it. By hand. */
const held = useFolder();
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

describe("a letter", () => {
  it("is told by words of five languages, and is no campaign", async () => {
    const kind = INTERACTION_FIELDS.find(({ name }) => name === "kind")!;
    const words = ["letter", "post", "by post", "Brief", "per Post", "lettre", "courrier", "carta", "correo postal"];
    for (const word of [...words, "信函", "邮寄", "信件"]) {
      const { read } = await engine.row<{ read: string }>(
        sql`SELECT ${choiceExpression(kind, raw("word"))} AS read FROM (SELECT ${literal(word)} AS word)`,
      );
      expect(read, word).toBe("letter");
    }
  });

  it("that was written from the list keeps its customer at rest by post, and counts for its cap", async () => {
    const days = ["2026-10-20", "2026-10-27"];
    const calls = [call(1, { channel: "post" }), call(2, { channel: "post" })];
    await writeList(engine, join(held.folder, "list.xlsx"), { calls });
    await fillList(
      join(held.folder, "list.xlsx"),
      join(held.folder, "filled.xlsx"),
      new Map(days.map((day, at) => [at + 1, { contacted_at: day, outcome: "talked" }])),
    );
    held.file("c.csv", "Customer ID,City", "C0001,Bonn", "C0002,Bonn", "C0003,Bonn");
    held.file("o.csv", "Order ID,Customer ID,Date,Amount", ...[1, 2, 3].map((n) => `O${n},C000${n},2026-10-28,1000`));
    const suppressed = async (config: object) => {
      held.file(
        "crm.config.json",
        JSON.stringify({
          rules: {
            relationship: { groupBy: "none", groups: { "all customers": "partnership" }, marginShare: 0.4 },
            followup: { plays: { post_sale_check: { channels: ["post"] } } },
            contact: config,
          },
        }),
      );
      const run = await held.crm(
        ...["followup", "c.csv", "o.csv", "filled.xlsx", "--as-of", "2026-10-30", "--plays", "post_sale_check"],
        ...["--days", "1", "--capacity", "all", "-o", "out.json", "--force"],
      );
      expect(run.exitCode, run.stderr).toBe(0);
      const { rows, tables } = JSON.parse(readFileSync(join(held.folder, "out.json"), "utf8")) as {
        rows: { customer_id: string; cost: number }[];
        tables: { suppressed?: { rows: { customer_id: string; reason: string }[] } };
      };
      return {
        listed: rows.map(({ customer_id, cost }) => [customer_id, cost]),
        alone: (tables.suppressed?.rows ?? []).map(({ customer_id, reason }) => [customer_id, reason]),
      };
    };
    // At rest for 14 days: the letter of 20 October rests until 3 November, that of 27 October until 10 November.
    expect(await suppressed({ restDays: { post: 14 }, costs: { letter: 2.5 } })).toEqual({
      listed: [["C0003", 2.5]],
      alone: [
        ["C0001", "left alone until 2026-11-03: contacted by post on 2026-10-20"],
        ["C0002", "left alone until 2026-11-10: contacted by post on 2026-10-27"],
      ],
    });
    // One letter within 7 days: that of 20 October is older on Monday 2 November.
    const caps = [{ channel: "post", most: 1, days: 7 }];
    expect(await suppressed({ restDays: { post: 0 }, caps })).toEqual({
      listed: [
        ["C0001", 1],
        ["C0003", 1],
      ],
      alone: [["C0002", "1 contact by post within 7 days, at most 1"]],
    });
  });
});
