import type { RowMatrix } from "../../math/row-matrix.js";

/** A cluster as people call it. */
export interface ClusterInWords {
  /** The label that k-means gave it. */
  readonly label: number;
  /** 1 for the cluster with the highest mean spend; of equal ones the more recent. */
  readonly number: number;
  readonly text: string;
}

/** From so many standard deviations off the mean of all customers a trait is worth a word. */
const MARKED = 0.5;

/** Words for a trait that is markedly below and above the mean. */
const TRAITS = [
  ["recent", "long ago"],
  ["seldom", "often"],
  ["low spend", "high spend"],
] as const;

/**
 * Names each cluster by what sets it apart from all customers: its mean of each standardised figure, in the order recency,
 * frequency, spend. Clusters that come out alike are told apart by their number.
 *
 * @param labels the label of each row
 * @param standardised the rows that were clustered: recency, frequency, spend
 */
export function describeClusters(
  labels: ArrayLike<number>,
  standardised: RowMatrix,
  figures: Readonly<Record<"recency" | "frequency" | "spend", Float64Array>>,
): ClusterInWords[] {
  const sums = new Map<number, { rows: number; means: number[]; spend: number; recency: number }>();
  for (let row = 0; row < standardised.rows; row += 1) {
    const own = sums.get(labels[row]!) ?? { rows: 0, means: [0, 0, 0], spend: 0, recency: 0 };
    sums.set(labels[row]!, own);
    own.rows += 1;
    own.spend += figures.spend[row]!;
    own.recency += figures.recency[row]!;
    for (let column = 0; column < 3; column += 1) own.means[column]! += standardised.values[row * 3 + column]!;
  }
  const ordered = [...sums].toSorted(
    ([one, a], [other, b]) =>
      b.spend / b.rows - a.spend / a.rows || a.recency / a.rows - b.recency / b.rows || one - other,
  );
  const named = ordered.map(([label, { rows, means }], place) => ({
    label,
    number: place + 1,
    text: inWords(means.map((mean) => mean / rows)),
  }));
  const repeated = (text: string): boolean => named.filter((one) => one.text === text).length > 1;
  return named.map((one) => (repeated(one.text) ? { ...one, text: `${one.text} (${one.number})` } : one));
}

function inWords(means: readonly number[]): string {
  const words = TRAITS.flatMap(([below, above], trait) => {
    const mean = means[trait]!;
    return mean <= -MARKED ? [below] : mean >= MARKED ? [above] : [];
  });
  const text = words.length === 0 ? "as most" : words.join(", ");
  return `${text[0]!.toUpperCase()}${text.slice(1)}`;
}
