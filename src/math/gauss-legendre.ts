/** Positive half of the 16 Gauss-Legendre abscissae on (−1, 1); the other half mirrors them. */
const HALF_POINTS = [
  0.09501250983763744, 0.28160355077925891, 0.45801677765722739, 0.61787624440264375, 0.75540440835500303,
  0.86563120238783174, 0.94457502307323258, 0.98940093499164993,
];
const HALF_WEIGHTS = [
  0.1894506104550685, 0.18260341504492359, 0.16915651939500254, 0.14959598881657673, 0.12462897125553387,
  0.095158511682492785, 0.062253523938647893, 0.027152459411754095,
];

/** The 16 Gauss-Legendre abscissae on (−1, 1), ascending (Abramowitz & Stegun table 25.4). */
export const LEGENDRE_POINTS: readonly number[] = [...HALF_POINTS.map((point) => -point).reverse(), ...HALF_POINTS];

/** Weights that belong to `LEGENDRE_POINTS`; they add up to 2. */
export const LEGENDRE_WEIGHTS: readonly number[] = [...HALF_WEIGHTS].reverse().concat(HALF_WEIGHTS);
