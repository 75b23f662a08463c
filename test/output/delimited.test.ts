import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sql } from "../../src/engine/sql.js";
import { csv } from "../../src/output/csv.js";
import { tsv } from "../../src/output/tsv.js";
import { CUSTOMERS, column, resultOf, tableOf, useEngineAndFolder } from "./sample.js";

const held = useEngineAndFolder();

async function written(format: typeof csv, table = CUSTOMERS, bom = false): Promise<string> {
  const path = held.path(`out.${format.id}`);
  await format.write({ engine: held.engine, result: resultOf(table), path, bom });
  return readFileSync(path, "utf8");
}

describe("csv", () => {
  it("writes money with two decimals, shares as fractions, dates as ISO, nothing for NULL, NaN and infinity", async () => {
    expect(await written(csv)).toBe(
      [
        "customer_id,name,phone,r_score,monetary,p_alive,share,first_purchase,active",
        '00042,"Müller, ""Söhne""",+49 30 901820,5,1234.50,0.25,0.5,2024-02-29,true',
        '00007,"\'=HYPERLINK(""http://x"")",030/901820,1,0.30,1e-05,0.125,1999-12-31,false',
        "00001,,,,,,,,",
        "",
      ].join("\n"),
    );
  });

  it("begins with a byte order mark on request", async () => {
    expect((await written(csv, CUSTOMERS, true)).startsWith("\uFEFFcustomer_id,")).toBe(true);
  });

  it("tells an empty text from a missing one, and quotes line ends", async () => {
    const table = tableOf([column("a", "text"), column("b", "text")], sql`SELECT '' AS a, ${"x\ry\nz"} AS b`);
    expect(await written(csv, table)).toBe('a,b\n"","x\ry\nz"\n');
  });

  it("writes the head alone when there are no rows", async () => {
    const table = tableOf([column("a", "text"), column("=b,c", "text")], sql`SELECT '' AS a, '' AS "=b,c" WHERE false`);
    expect(await written(csv, table)).toBe(`a,"'=b,c"\n`);
  });

  it("keeps the order of the query", async () => {
    const table = tableOf([column("n", "integer")], sql`SELECT range AS n FROM range(300000) ORDER BY n DESC`);
    const lines = (await written(csv, table)).trimEnd().split("\n");
    expect(lines.slice(1)).toEqual(Array.from({ length: 300_000 }, (_, index) => String(299_999 - index)));
  });
});

describe("tsv", () => {
  it("quotes a tab, not a comma, and guards formulas", async () => {
    const table = tableOf(
      [column("a", "text"), column("b", "text"), column("c", "text")],
      sql`SELECT ${"x\ty"} AS a, 'p,q' AS b, '@z' AS c`,
    );
    expect(await written(tsv, table)).toBe('a\tb\tc\n"x\ty"\tp,q\t\'@z\n');
  });
});
