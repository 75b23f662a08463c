/** Numbers that their authorities keep for fiction, by country; each start is followed by three digits. */
const RESERVED: Readonly<Record<string, readonly string[]>> = {
  GB: [
    "+44 1632 960",
    "+44 7700 900",
    "+44 20 7946 0",
    "+44 113 496 0",
    "+44 121 496 0",
    "+44 131 496 0",
    "+44 161 496 0",
  ],
  DE: ["+49 30 23125", "+49 69 90009", "+49 40 66969", "+49 221 4710", "+49 89 99998"],
};

/** 555-0100 to 555-0199 of every area code. */
const AREA_CODES =
  `201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248
  251 252 253 254 256 260 262 267 269 270 276 281 301 302 303 304 305 307 308 309 310 312 313 314`.split(/\s+/);

const COUNTRIES: Readonly<Record<string, string>> = { 英国: "GB", 德国: "DE", 美国: "US" };

/** The next number that nobody has yet. */
export type Phones = (country: string) => string | null;

/** Numbers one after another; null for countries that keep none for fiction, and when all are given away. */
export function createPhones(): Phones {
  const given = new Map<string, number>();
  return (name) => {
    const country = COUNTRIES[name] ?? name;
    const number = given.get(country) ?? 0;
    given.set(country, number + 1);
    if (country === "US") {
      const area = AREA_CODES[number % AREA_CODES.length]!;
      const last = Math.floor(number / AREA_CODES.length);
      return last > 99 ? null : `+1 ${area} 555 01${String(last).padStart(2, "0")}`;
    }
    const start = RESERVED[country]?.[Math.floor(number / 1000)];
    return start === undefined ? null : `${start}${String(number % 1000).padStart(3, "0")}`;
  };
}
