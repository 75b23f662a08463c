/**
 * Ranks from 1, equal values sharing the mean of theirs ("fractional ranking").
 *
 * @example averageRanks(Float64Array.of(10, 30, 10)) // [1.5, 3, 1.5]
 */
export const averageRanks = (values: Float64Array): Float64Array => {
  const order = Uint32Array.from(values, (_, index) => index).sort((one, other) => values[one]! - values[other]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to += 1;
    for (let index = from; index < to; index += 1) ranks[order[index]!] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
};
