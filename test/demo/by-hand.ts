/** Pearson's correlation, by its definition. */
function correlationOf(one: readonly number[], other: readonly number[]): number {
  const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [first, second] = [mean(one), mean(other)];
  let [both, left, right] = [0, 0, 0];
  for (const [index, value] of one.entries()) {
    both += (value - first) * (other[index]! - second);
    left += (value - first) ** 2;
    right += (other[index]! - second) ** 2;
  }
  return both / Math.sqrt(left * right);
}

/** The correlation of two at an equal third: (r12 − r13 r23) / √((1 − r13²)(1 − r23²)). */
export function partialCorrelationFrom(
  one: readonly number[],
  other: readonly number[],
  equal: readonly number[],
): number {
  const [both, first, second] = [correlationOf(one, other), correlationOf(one, equal), correlationOf(other, equal)];
  return (both - first * second) / Math.sqrt((1 - first ** 2) * (1 - second ** 2));
}

/** Mondays to Fridays after one ISO day, up to and with another, counted one by one. */
export function workingDaysBetween(from: string, to: string): number {
  let count = 0;
  for (let time = Date.parse(from) + 86_400_000; time <= Date.parse(to); time += 86_400_000) {
    const weekday = new Date(time).getUTCDay();
    if (weekday !== 0 && weekday !== 6) count += 1;
  }
  return count;
}
