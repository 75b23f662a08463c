import { type CountryCode, getCountries } from "libphonenumber-js/min";

/** Languages in which countries are known by name. */
const LANGUAGES = ["en", "de", "fr", "es", "zh"] as const;

let codes: ReadonlyMap<string, CountryCode> | null = null;

/** The ISO 3166 code of a country, given by code or by name in one of five languages; undefined where it is none. */
export function countryOf(text: string | null): CountryCode | undefined {
  if (text === null) return undefined;
  codes ??= knownCountries();
  return codes.get(key(text));
}

/** Codes first; a name that two languages have for two countries belongs to the first of them. */
function knownCountries(): ReadonlyMap<string, CountryCode> {
  const all = getCountries();
  const found = new Map<string, CountryCode>(all.map((code) => [key(code), code]));
  for (const [name, code] of [
    ["uk", "GB"],
    ["usa", "US"],
    ["england", "GB"],
    ["中国大陆", "CN"],
  ] as const)
    found.set(name, code);
  for (const language of LANGUAGES) {
    const names = new Intl.DisplayNames([language], { type: "region" });
    for (const code of all) {
      const name = names.of(code);
      if (name !== undefined && !found.has(key(name))) found.set(key(name), code);
    }
  }
  return found;
}

const key = (text: string): string => text.normalize("NFKC").trim().toLowerCase();
