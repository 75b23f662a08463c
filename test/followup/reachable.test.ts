import { describe, expect, it } from "vitest";
import { countryOf } from "../../src/followup/country-of.js";
import { possibleNumber } from "../../src/followup/reachable.js";

/* Countries by ISO 3166; numbers by the numbering plans (ITU E.164: at most 15 digits with the country code). */

it.each([
  ["DE", "DE"],
  ["de", "DE"],
  [" Germany ", "DE"],
  ["Deutschland", "DE"],
  ["Allemagne", "DE"],
  ["Alemania", "DE"],
  ["德国", "DE"],
  ["UK", "GB"],
  ["England", "GB"],
  ["Vereinigtes Königreich", "GB"],
  ["USA", "US"],
  ["美国", "US"],
  ["中国", "CN"],
  ["中国大陆", "CN"],
  ["ＤＥ", "DE"],
  ["Atlantis", undefined],
  ["", undefined],
  [null, undefined],
])("country %s is %s", (text, code) => expect(countryOf(text)).toBe(code));

describe("possibleNumber", () => {
  it.each([
    ["+44 7700 900123", null, "+447700900123"],
    ["07700 900123", "GB", "+447700900123"],
    ["07700 900123", "United Kingdom", "+447700900123"],
    ["0044 7700 900123", "DE", "+447700900123"],
    ["(212) 555-0142", "US", "+12125550142"],
    ["+1 212 555 0142", "DE", "+12125550142"],
    ["030 23125 001", "Deutschland", "+493023125001"],
    // A number of a country is not known without the country.
    ["07700 900123", null, null],
    ["07700 900123", "Atlantis", null],
    // Too short, too long, no number at all.
    ["12", "GB", null],
    ["+44 7700 900123 456 789", null, null],
    ["call reception", "GB", null],
    ["", "GB", null],
    ["n/a", null, null],
    ["0000000000", null, null],
  ])("%s in %s is %s", (text, country, e164) => expect(possibleNumber(text, country)).toBe(e164));
});
