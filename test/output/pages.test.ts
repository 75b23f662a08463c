import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sql } from "../../src/engine/sql.js";
import type { Format } from "../../src/output/format.js";
import { html } from "../../src/output/html.js";
import { markdown } from "../../src/output/markdown.js";
import { table as terminalTable } from "../../src/output/table.js";
import { column, resultOf, SUMMARY, tableOf, useEngineAndFolder } from "./sample.js";

const held = useEngineAndFolder();

async function written(format: Format, result = resultOf(SUMMARY)): Promise<string> {
  const path = held.path(`out.${format.id}`);
  await format.write({ engine: held.engine, result, path });
  return readFileSync(path, "utf8");
}

const hostile = (text: string) => resultOf(tableOf([column("a|b", "text")], sql`SELECT ${text} AS "a|b"`));

describe("markdown", () => {
  it("writes every table under its title", async () => {
    const further = tableOf([column("ok", "boolean")], sql`SELECT true AS ok`, "extra");
    expect(await written(markdown, resultOf(SUMMARY, [further]))).toBe(`# All summary

As of 2024-06-30.

| segment | customers | share |
| --- | ---: | ---: |
| Champions | 1,200 | 40.0% |
| At risk | 1,800 | 60.0% |

## All extra

| ok |
| --- |
| yes |
`);
  });

  it("escapes what would end the cell, make HTML or a link", async () => {
    const text = await written(
      markdown,
      hostile("a|b\n<img src=x onerror=alert(1)> ![x](http://y) _z_ r_score `c` \\|"),
    );
    expect(text.split("\n")[4]).toBe("| a\\|b |");
    expect(text.split("\n")[6]).toBe(
      "| a\\|b<br>&lt;img src=x onerror=alert(1)&gt; \\!\\[x\\](http://y) \\_z\\_ r_score \\`c\\` \\\\\\| |",
    );
  });
});

describe("html", () => {
  it("is one page without scripts, whose policy allows its own style alone", async () => {
    const page = await written(html);
    const style = /<style>([^<]*)<\/style>/.exec(page)![1]!;
    const hash = createHash("sha256").update(style).digest("base64");
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'`);
    expect(page).not.toMatch(/<script|\son\w+=|https?:/);
    expect(page).toContain('<th scope="col" class="n">customers</th>');
    expect(page).toContain('<th scope="row">Champions</th><td class="n">1,200</td><td class="n">40.0%</td>');
    expect(page).toContain("<dt>share</dt><dd>The share.</dd>");
  });

  it("escapes every value", async () => {
    const page = await written(html, hostile(`</td><script>alert("1")</script>'&\u0000`));
    expect(page).toContain("&lt;/td&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp; </th>");
  });
});

describe("table in a file", () => {
  it("holds all rows of all tables, plain", async () => {
    const rows = tableOf([column("n", "integer")], sql`SELECT range AS n FROM range(1000)`);
    const text = await written(terminalTable, resultOf(rows, [SUMMARY]));
    expect(text.split("\n")).toHaveLength(2 + 1000 + 1 + 2 + 4 + 1);
    expect(text).toContain("\nAll summary\n\nsegment ");
    expect(text).not.toContain("\u001b");
  });
});
