/** Ranks from 1, equal values sharing the mean of theirs. */
export function averageRanks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, index) => index).sort((one, other) => values[one]! - values[other]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to += 1;
    for (let index = from; index < to; index += 1) ranks[order[index]!] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/** Spearman's rank correlation: Pearson's of the average ranks; null where either side is all equal. */
export function rankCorrelation(one: Float64Array, other: Float64Array): number | null {
  const first = averageRanks(one);
  const second = averageRanks(other);
  const mean = (first.length + 1) / 2;
  let cross = 0;
  let squareOne = 0;
  let squareOther = 0;
  for (let index = 0; index < first.length; index += 1) {
    const a = first[index]! - mean;
    const b = second[index]! - mean;
    cross += a * b;
    squareOne += a * a;
    squareOther += b * b;
  }
  return squareOne > 0 && squareOther > 0 ? cross / Math.sqrt(squareOne * squareOther) : null;
}

/**
 * Area under the receiver operating characteristic, by the rank sum of the positives (Mann & Whitney 1947); null where
 * all are positive or none is.
 */
export function areaUnderCurve(scores: Float64Array, positive: Uint8Array): number | null {
  const ranks = averageRanks(scores);
  let positives = 0;
  let sum = 0;
  for (let index = 0; index < ranks.length; index += 1) {
    if (positive[index] === 0) continue;
    positives += 1;
    sum += ranks[index]!;
  }
  const negatives = ranks.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Share of all `values` that the top `share` by `scores` have; the later of equal scores counts in part. */
export function captured(scores: Float64Array, values: Float64Array, share: number): number | null {
  const total = values.reduce((sum, value) => sum + value, 0);
  if (total <= 0) return null;
  const wanted = values.length * share;
  const order = Uint32Array.from(scores, (_, index) => index).sort((one, other) => scores[other]! - scores[one]!);
  let taken = 0;
  let sum = 0;
  for (let from = 0; from < order.length && taken < wanted; ) {
    let to = from;
    let group = 0;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) {
      group += values[order[to]!]!;
      to += 1;
    }
    const part = Math.min(1, (wanted - taken) / (to - from));
    sum += group * part;
    taken += to - from;
    from = to;
  }
  return sum / total;
}
