/**
 * Stirling's correction: what is left of log Γ(x) once (x − ½) log x − x + ½ log 2π has been taken off.
 *
 * Abramowitz & Stegun 6.1.41, eight terms: below 1e-17 for x >= 10. Not for x < 10.
 *
 * @example stirlingCorrection(10) // 0.008330563433362871
 */
export const stirlingCorrection = (x: number): number => {
  const inverse = 1 / x;
  const square = inverse * inverse;
  let sum = -3617 / 122400;
  sum = sum * square + 1 / 156;
  sum = sum * square - 691 / 360360;
  sum = sum * square + 1 / 1188;
  sum = sum * square - 1 / 1680;
  sum = sum * square + 1 / 1260;
  sum = sum * square - 1 / 360;
  sum = sum * square + 1 / 12;
  return sum * inverse;
};
