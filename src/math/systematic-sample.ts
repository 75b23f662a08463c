export interface SystematicSample {
  /** Places of the chosen items, ascending. */
  readonly places: Uint32Array;
  /** How often each was hit; the item's own weight where all are taken. */
  readonly weights: Float64Array;
}

/**
 * A sample of `size` units of weight at equal distances along the items, without chance: every item has its share, and
 * in sorted items every region has. All items, with their weights, where there are no more than `size` of them.
 *
 * Madow & Madow (1944), Annals of Mathematical Statistics 15, 1–24, started at half a step.
 *
 * @example systematicSample([1, 1, 1, 1, 1, 1], 2).places // [1, 4]
 */
export const systematicSample = (weights: ArrayLike<number>, size: number): SystematicSample => {
  if (weights.length <= size)
    return {
      places: Uint32Array.from({ length: weights.length }, (_, index) => index),
      weights: Float64Array.from(weights),
    };
  let total = 0;
  for (let index = 0; index < weights.length; index += 1) total += weights[index]!;
  const places = new Uint32Array(size);
  const hits = new Float64Array(size);
  let chosen = 0;
  let taken = 0;
  let reached = 0;
  for (let index = 0; index < weights.length && taken < size; index += 1) {
    reached += weights[index]!;
    let hit = 0;
    while (taken < size && ((taken + 0.5) * total) / size < reached) {
      hit += 1;
      taken += 1;
    }
    if (hit === 0) continue;
    places[chosen] = index;
    hits[chosen] = hit;
    chosen += 1;
  }
  return { places: places.slice(0, chosen), weights: hits.slice(0, chosen) };
};
