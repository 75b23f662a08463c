/**
 * What a purchase model needs to know of one customer. Times are in any one unit, counted from the first purchase.
 */
export interface History {
  /** x: purchase days after the first. A whole number, 0 or more. */
  readonly frequency: number;
  /** t_x: time from the first purchase to the last. Not read where frequency is 0. */
  readonly recency: number;
  /** T: time from the first purchase to the end of observation. */
  readonly age: number;
  /**
   * Sum of the natural logarithms of the times between purchases. Read by the models of regular timing only, which do
   * without it where it is missing.
   */
  readonly sumLogIntervals?: number;
}

/** A history that `count` customers share; 1 where `count` is left out. */
export interface GroupedHistory extends History {
  readonly count?: number;
}

/** A new customer: one purchase, this moment. */
export const NEWBORN: History = { frequency: 0, recency: 0, age: 0 };

/** Time of the last purchase; 0 where there was no repeat purchase. */
export const lastPurchase = (history: History): number => (history.frequency === 0 ? 0 : history.recency);

/** Says what is wrong with a history, or null. */
export const historyFault = ({ frequency, recency, age }: History): string | null => {
  if (!Number.isSafeInteger(frequency) || frequency < 0)
    return `frequency must be a whole number >= 0, not ${frequency}`;
  if (!(age >= 0 && age < Number.POSITIVE_INFINITY)) return `age must be a finite number >= 0, not ${age}`;
  if (frequency > 0 && !(recency >= 0 && recency <= age))
    return `recency must be from 0 to age (${age}), not ${recency}`;
  return null;
};

/** Throws RangeError for a history that cannot be: fractional frequency, negative age, recency beyond age. */
export const checkHistory = (history: History): void => {
  const fault = historyFault(history);
  if (fault !== null) throw new RangeError(`history: ${fault}`);
};

/** Throws RangeError for a time span that is negative, infinite or not a number. */
export const checkSpan = (name: string, value: number): void => {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
    throw new RangeError(`${name} must be a finite number >= 0, not ${value}`);
};

/** Throws RangeError for a count that is not a whole number, 0 or more. */
export const checkCount = (name: string, value: number): void => {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`${name} must be a whole number >= 0, not ${value}`);
};

/** Throws RangeError unless each of the values is positive and finite. */
export const checkPositive = (parameters: object): void => {
  // Not Object.entries: this runs for every customer, and its lists would be most of the cost.
  const values = parameters as Readonly<Record<string, unknown>>;
  for (const name in values) {
    const value = values[name] as number;
    if (!(value > 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(`parameter ${name} must be a finite number > 0, not ${value}`);
  }
};
