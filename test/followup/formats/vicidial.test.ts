import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sql } from "../../../src/engine/sql.js";
import { vicidial } from "../../../src/followup/formats/vicidial.js";
import { resultOf, SUMMARY } from "../../output/sample.js";
import { AWKWARD, bare, useList } from "./hand-list.js";

const list = useList();

/* Oracle: VICIdial's standard layout, as its loader reads the fields (admin_listloader_fourth_gen.php), and the widths of
   the table vicidial_list (MySQL_AST_CREATE_tables.sql). */
const LAYOUT = [
  ...[
    "vendor_lead_code",
    "source_id",
    "list_id",
    "phone_code",
    "phone_number",
    "title",
    "first_name",
    "middle_initial",
  ],
  ...["last_name", "address1", "address2", "address3", "city", "state", "province", "postal_code", "country_code"],
  ...["gender", "date_of_birth", "alt_phone", "email", "security_phrase", "comments", "rank", "owner"],
];

const leads = (text: string) =>
  bare(text).map((cells) => Object.fromEntries(LAYOUT.map((name, index) => [name, cells[index]])));

describe("vicidial", () => {
  it("is the standard layout without a header or a byte order mark", async () => {
    const text = await list.write("vicidial", [
      {
        name: "Acme Ltd",
        contact: "Al Roe",
        phone_e164: "+12025550123",
        region: "CA",
        city: "Los Angeles",
        address: "1 Main St, Suite 2",
        postal_code: "90001",
        country: "US",
        gender: "male",
        birth_date: "1980-02-29",
      },
    ]);
    expect(text).toBe(
      'C1,L1-1,,1,2025550123,,,,Al Roe,"1 Main St, Suite 2",,,Los Angeles,CA,CA,90001,US,M,1980-02-29,,jo@example.com,' +
        "Post-sale check,Acme Ltd: bought 5 days ago,1,Ann\n",
    );
    expect(bare(text)[0]).toHaveLength(25);
  });

  /* Oracle: ITU-T E.164 codes; in Italy the zero belongs to the number. */
  it("parts the country calling code from the number", async () => {
    const numbers = [
      "+442079460123",
      "+390612345678",
      "+97714123456",
      "+8613812345678",
      "+35314123456",
      "+80012345678",
    ];
    const text = await list.write(
      "vicidial",
      numbers.map((phone_e164) => ({ phone_e164 })),
    );
    expect(leads(text).map(({ phone_code, phone_number }) => [phone_code, phone_number])).toEqual([
      ["44", "2079460123"],
      ["39", "0612345678"],
      ["977", "14123456"],
      ["86", "13812345678"],
      ["353", "14123456"],
      ["800", "12345678"],
    ]);
  });

  it("has telephone calls with a number alone, ranked so that UP RANK dials the first first", async () => {
    const calls = [{}, { channel: "email" }, { phone_e164: null }, {}, { channel: "visit" }, { phone_e164: "+49" }];
    const text = await list.write("vicidial", [...calls, {}]);
    expect(leads(text).map(({ vendor_lead_code, rank }) => [vendor_lead_code, rank])).toEqual([
      ["C1", "3"],
      ["C4", "2"],
      ["C7", "1"],
    ]);
    expect(list.notes).toEqual([
      "the VICIdial file leaves out 2 of the list by other channels than phone and 2 without a possible number",
    ]);
  });

  it("holds nothing that the loader drops, and nothing wider than its table", async () => {
    const calls = AWKWARD.map((text) => ({ name: text, reason: text.repeat(40), city: text, owner: "Ann" }));
    const text = await list.write("vicidial", calls);
    const found = leads(text);
    expect(found).toHaveLength(AWKWARD.length);
    expect(text.split("\n")).toHaveLength(AWKWARD.length + 1);
    for (const lead of found) {
      for (const value of Object.values(lead)) expect(value).not.toMatch(/["\\;`|\t\r\n]/);
      expect([...lead.last_name!].length).toBeLessThanOrEqual(30);
      // A formula gets the guard's apostrophe, which the loader takes off again.
      expect([...lead.comments!.replace(/^'/, "")].length).toBeLessThanOrEqual(255);
    }
    expect(found.map(({ last_name }) => last_name)).toEqual([
      "Müller, Söhne & Co",
      "O’Brien, Ltdx",
      "two lines and tab",
      "王小明 🎉 名前",
      "<script>alert(1)</script>",
      "'=cmd(),’/C calc’!A0",
      "a,b,c,d",
    ]);
  });

  it("never cuts a code, and leaves out who could not be told from a formula", async () => {
    const uuid = "123e4567-e89b-12d3-a456-426614174000";
    const calls = [{ customer_id: uuid, owner: "a name of more than twenty letters" }, { customer_id: "=1+1" }];
    const text = await list.write("vicidial", calls);
    expect(leads(text)).toMatchObject([{ vendor_lead_code: "", source_id: "L1-1", owner: "" }]);
    expect(list.notes).toHaveLength(2);
    expect(list.notes.join("\n")).toContain("vendor_lead_code is empty for 1");
    expect(list.notes.join("\n")).toContain("would run as a formula");
  });

  it("keeps ranks within a SMALLINT, in order", async () => {
    await list.write("vicidial", [{}]);
    const { engine } = list;
    await engine.run(sql`CREATE OR REPLACE TABLE followup_calls AS SELECT * REPLACE (range + 1 AS rank, concat('C', range) AS
      customer_id, concat('L-', range) AS call_id) FROM followup_calls, range(33000)`);
    const path = list.path("many");
    await vicidial.write({ engine, result: resultOf(SUMMARY), path });
    const ranks = leads(readFileSync(path, "utf8")).map(({ rank }) => Number(rank));
    expect(ranks).toHaveLength(33_000);
    expect([ranks[0], ranks.at(-1)]).toEqual([32_767, 1]);
    expect(ranks.every((rank, index) => index === 0 || rank <= ranks[index - 1]!)).toBe(true);
  });

  it("is an empty file when nobody is to be called", async () => {
    expect(await list.write("vicidial", [])).toBe("");
  });
});
