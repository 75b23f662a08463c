/**
 * Σ (E(t_j) − E(t_{j−1})) · (1 + rate)^(−j) over j = 1, 2, …: purchases expected in each step, discounted to now as if
 * they came at its end. `expected` holds E(t_1), E(t_2), …; E(0) is 0. The rate is per step.
 *
 * @example discountedSum([1, 1.5], 0) // 1.5
 */
export const discountedSum = (expected: readonly number[], rate: number): number => {
  let sum = 0;
  let before = 0;
  for (const [step, value] of expected.entries()) {
    sum += (value - before) * (1 + rate) ** -(step + 1);
    before = value;
  }
  return sum;
};
