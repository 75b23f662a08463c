import { createRandom, type Random } from "../math/random.js";

/**
 * A random stream of its own for each purpose and each thing, so that what is drawn for one customer does not depend on
 * how much was drawn for another.
 */
export function streamOf(seed: number, purpose: string, index: number, part = 0): Random {
  let mixed = Math.imul(seed ^ Math.trunc(seed / 4294967296), 0x9e3779b1);
  for (let at = 0; at < purpose.length; at += 1) mixed = stir(mixed ^ purpose.charCodeAt(at));
  return createRandom(stir(stir(mixed ^ index) + part) >>> 0);
}

/** The finaliser of MurmurHash3. */
function stir(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** True with this chance. */
export const happens = (random: Random, chance: number): boolean => random.uniform() < chance;

/** A whole number from `least` to `most`, both included. */
export const between = (random: Random, least: number, most: number): number =>
  least + Math.floor(random.uniform() * (most - least + 1));

/** One of the list, each as likely. */
export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)]!;

/** One of the list, by the weights beside it. */
export function pickWeighted<T>(random: Random, list: readonly (readonly [item: T, weight: number])[]): T {
  let left = random.uniform() * list.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of list) {
    left -= weight;
    if (left < 0) return item;
  }
  return list[list.length - 1]![0];
}

/** The list in an order by chance (Fisher and Yates); the list itself stays. */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random.uniform() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}
