/** Positive half of the 16 Gauss-Legendre abscissae on (−1, 1); the other half mirrors them. */
const HALF_POINTS = [
  0.09501250983763744, 0.2816035507792589, 0.45801677765722737, 0.6178762444026438, 0.755404408355003,
  0.8656312023878318, 0.9445750230732326, 0.9894009349916499,
];
const HALF_WEIGHTS = [
  0.1894506104550685, 0.18260341504492358, 0.16915651939500254, 0.14959598881657674, 0.12462897125553388,
  0.09515851168249279, 0.062253523938647894, 0.027152459411754096,
];

/** The 16 Gauss-Legendre abscissae on (−1, 1), ascending (Abramowitz & Stegun table 25.4). */
export const LEGENDRE_POINTS: readonly number[] = [...HALF_POINTS.map((point) => -point).reverse(), ...HALF_POINTS];

/** Weights that belong to `LEGENDRE_POINTS`; they add up to 2. */
export const LEGENDRE_WEIGHTS: readonly number[] = [...HALF_WEIGHTS].reverse().concat(HALF_WEIGHTS);

const HALF_POINTS_8 = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
const HALF_WEIGHTS_8 = [0.362683783378362, 0.31370664587788727, 0.22238103445337448, 0.10122853629037626];

/** The same with 8 points, for integrands that change little. */
export const LEGENDRE_POINTS_8: readonly number[] = [
  ...HALF_POINTS_8.map((point) => -point).reverse(),
  ...HALF_POINTS_8,
];
export const LEGENDRE_WEIGHTS_8: readonly number[] = [...HALF_WEIGHTS_8].reverse().concat(HALF_WEIGHTS_8);
