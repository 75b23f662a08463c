import { groupRows } from "./group-rows.js";
import { finishKMeans, type KMeansClusters, type KMeansOptions, type KMeansStart, startKMeans } from "./k-means.js";
import type { RowMatrix } from "./row-matrix.js";
import { silhouette } from "./silhouette.js";

export interface ClusterChoice {
  readonly clusters: KMeansClusters;
  /** Mean silhouette of the choice, as `silhouette` gives it. */
  readonly silhouette: number;
  /** Every count that was tried, in order. */
  readonly tried: readonly { readonly count: number; readonly silhouette: number }[];
}

/**
 * k-means with the number of clusters that has the highest mean silhouette, of equal ones the smallest number.
 *
 * The counts compete where the starts of `kMeans` do: on all distinct rows up to 2048, else on a systematic sample of
 * them; the winner alone is finished on all rows. Counts beyond the number of distinct rows less one are not tried. Null
 * where no count is left, as with fewer than three distinct rows, and where `kMeans` is null. A low silhouette (below
 * 0.25) says: no clusters, only a division.
 *
 * 100 000 distinct rows of three columns, 2 to 8 clusters, 5 starts each: about half a second.
 *
 * @example chooseClusters(standardise([recency, frequency, spend]).matrix, { seed: 1 })?.clusters.sizes
 */
export const chooseClusters = (
  rows: RowMatrix,
  options: KMeansOptions,
  counts: readonly number[] = [2, 3, 4, 5, 6, 7, 8],
): ClusterChoice | null => {
  if (rows.rows === 0 || !rows.values.every(Number.isFinite)) return null;
  const groups = groupRows(rows, options.weights);
  const tried: { count: number; silhouette: number }[] = [];
  let best: { start: KMeansStart; silhouette: number } | null = null;
  for (const count of counts) {
    if (count < 2 || count >= groups.matrix.rows) continue;
    const start = startKMeans(groups, count, options.seed, options.restarts);
    const width = silhouette(start.sampled, start.labels, start.sampledWeights);
    if (width === null) continue;
    tried.push({ count, silhouette: width });
    if (best === null || width > best.silhouette) best = { start, silhouette: width };
  }
  if (best === null) return null;
  return { clusters: finishKMeans(groups, best.start), silhouette: best.silhouette, tried };
};
