/** One band of a numeric attribute: its label, and the values from `from` (inclusive) to `below` (exclusive). */
export interface Band {
  readonly label: string;
  readonly from: number;
  readonly below: number;
}

/** Lower ends of the age bands that surveys and advertising systems share. */
const AGES = [18, 25, 35, 45, 55, 65];

/** Bands of age in years: under 18, 18-24, 25-34, 35-44, 45-54, 55-64, 65+. */
export const AGE_BANDS: readonly Band[] = [
  { label: "under 18", from: Number.NEGATIVE_INFINITY, below: 18 },
  ...AGES.slice(0, -1).map((from, index) => ({
    label: `${from}-${AGES[index + 1]! - 1}`,
    from,
    below: AGES[index + 1]!,
  })),
  { label: "65+", from: 65, below: Number.POSITIVE_INFINITY },
];

/**
 * Four bands that part the values at their quartiles; fewer where quartiles fall together. A value equal to a quartile is
 * in the band that it begins, not in the one that it ends.
 *
 * @param quartiles the 25, 50 and 75 % quantiles
 * @example quartileBands([10, 20, 30]) // "under 10", "10 to 20", "20 to 30", "30+"
 */
export function quartileBands(quartiles: readonly number[]): Band[] {
  const ends = [...new Set(quartiles)];
  const text = numberText(ends);
  if (ends.length === 0) return [];
  return [
    { label: `under ${text(ends[0]!)}`, from: Number.NEGATIVE_INFINITY, below: ends[0]! },
    ...ends.slice(0, -1).map((from, index) => ({
      label: `${text(from)} to ${text(ends[index + 1]!)}`,
      from,
      below: ends[index + 1]!,
    })),
    { label: `${text(ends.at(-1)!)}+`, from: ends.at(-1)!, below: Number.POSITIVE_INFINITY },
  ];
}

/** Numbers with thousands parted, and with decimals only where they are small or would fall together without. */
function numberText(values: readonly number[]): (value: number) => string {
  const digits = values.every(Number.isInteger) ? 0 : values.every((value) => Math.abs(value) >= 1000) ? 0 : 2;
  const format = new Intl.NumberFormat("en-US", { maximumFractionDigits: digits });
  const exact = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });
  const shown = new Set(values.map((value) => format.format(value)));
  return (value) => (shown.size < values.length ? exact : format).format(value);
}
