import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Schedule, schedule, type Task, type Team } from "../../src/followup/schedule.js";

const DAYS = ["2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"] as const;

const task = (id: string, owner: string, more: Partial<Task> = {}): Task => ({
  ...{ id, owner, notBefore: null, deadline: "2026-11-30", isService: false, value: 1 },
  ...more,
});
const team = (more: Partial<Team> = {}): Team => ({
  ...{ days: DAYS.slice(0, 1), capacity: 1, colleagues: [], unassigned: "unassigned", spillsOver: true },
  ...more,
});
const told = ({ placed }: Schedule) => placed.map(({ id, owner, day }) => `${id} ${owner} ${day}`).sort();
const left = ({ leftOver }: Schedule) => leftOver.map(({ id }) => id);

describe("schedule", () => {
  it("gives an owner's places to service first, then by rank", () => {
    const tasks = [task("a", "ann"), task("b", "ann", { isService: true }), task("c", "ann")];
    const plan = schedule(tasks, team({ days: DAYS.slice(0, 2) }));
    // b is service and goes on the first day.
    expect(told(plan)).toEqual(["a ann 2026-11-03", "b ann 2026-11-02"]);
    expect(left(plan)).toEqual(["c"]);
  });

  it("puts what is due first on the first day that it may be made on", () => {
    const tasks = [
      task("a", "ann", { deadline: "2026-11-09" }),
      task("b", "ann", { deadline: "2026-11-03" }),
      task("c", "ann", { deadline: "2026-11-01", notBefore: "2026-11-03" }),
    ];
    expect(told(schedule(tasks, team({ days: DAYS.slice(0, 3) })))).toEqual([
      "a ann 2026-11-04",
      "b ann 2026-11-02",
      "c ann 2026-11-03",
    ]);
  });

  it("places nothing before its day: a release on a day off waits for the next working day, one after the list is left over", () => {
    const tasks = [task("a", "ann", { notBefore: "2026-11-03" }), task("b", "ann", { notBefore: "2026-11-04" })];
    const plan = schedule(tasks, team({ days: ["2026-11-01", "2026-11-03"] }));
    expect(told(plan)).toEqual(["a ann 2026-11-03"]);
    expect(left(plan)).toEqual(["b"]);
  });

  it("hands over to the colleague with the most room, of equal ones to the first by name, one after the other", () => {
    const tasks = ["1", "2", "3", "4", "5"].map((id) => task(id, "ann")).concat(task("6", "bob"));
    const plan = schedule(tasks, team({ capacity: 2, colleagues: ["cid", "dan"] }));
    const from = Object.fromEntries(plan.placed.map(({ id, owner, takenOverFrom }) => [id, [owner, takenOverFrom]]));
    // Room after their own: bob 1, cid 2, dan 2. 3 goes to cid, 4 to dan, then all have 1: bob is the first by name.
    expect(from).toEqual({
      1: ["ann", null],
      2: ["ann", null],
      3: ["cid", "ann"],
      4: ["dan", "ann"],
      5: ["bob", "ann"],
      6: ["bob", null],
    });
  });

  it("looks for the colleague who has room from the day on which the task may be made", () => {
    const late = { notBefore: "2026-11-03" };
    const tasks = [
      task("a1", "ann", late),
      task("a2", "ann", late),
      task("a3", "ann", late),
      task("b1", "bob", late),
      task("b2", "bob", late),
      ...["c1", "c2", "c3"].map((id) => task(id, "cid")),
    ];
    // Two places a day. Bob has two free, both on the 2nd; cid has one, on the 3rd, where a3 fits.
    const plan = schedule(tasks, team({ days: DAYS.slice(0, 2), capacity: 2 }));
    expect(plan.placed.find(({ id }) => id === "a3")).toMatchObject({ owner: "cid", day: "2026-11-03" });
    expect(left(plan)).toEqual([]);
  });

  it("lets the pool of nobody take nothing over, and gives what it has no room for to colleagues", () => {
    const own = [task("a", "ann"), task("b", "ann")];
    expect(left(schedule(own, team({ colleagues: ["unassigned"] })))).toEqual(["b"]);
    const pool = [task("a", "unassigned"), task("b", "unassigned"), task("c", "unassigned")];
    const plan = schedule(pool, team({ colleagues: ["ann"] }));
    expect(plan.placed.map(({ id, owner }) => `${id} ${owner}`).sort()).toEqual(["a unassigned", "b ann"]);
    expect(left(plan)).toEqual(["c"]);
  });

  it("leaves all over where nothing spills over or there are no days", () => {
    const own = [task("a", "ann"), task("b", "ann")];
    expect(left(schedule(own, team({ colleagues: ["bob"], spillsOver: false })))).toEqual(["b"]);
    expect(left(schedule(own, team({ days: [] })))).toEqual(["a", "b"]);
    expect(schedule([], team())).toEqual({ placed: [], leftOver: [] });
  });
});

function grouped<T>(rows: readonly T[], by: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(by(row), [...(groups.get(by(row)) ?? []), row]);
  return groups;
}

/** Whether each of the tasks finds a place of its own, by trying every one. */
function fits(tasks: readonly Task[], days: readonly string[], capacity: number): boolean {
  const [one, ...others] = tasks;
  if (one === undefined) return true;
  return days.some((day, index) => {
    if (one.notBefore !== null && one.notBefore > day) return false;
    const rest = [...days.slice(0, index), ...days.slice(index + 1)];
    return fits(others, rest, capacity);
  });
}

const anyTask = fc.record({
  owner: fc.constantFrom("ann", "bob", "unassigned"),
  notBefore: fc.constantFrom(null, "2026-11-01", ...DAYS, "2026-11-09"),
  deadline: fc.constantFrom(...DAYS),
  isService: fc.boolean(),
  value: fc.nat(50),
});
const ranked = (drawn: readonly Omit<Task, "id">[]): Task[] =>
  drawn.map((one, index) => ({ ...one, id: `t${index}` })).sort((one, other) => other.value - one.value);

describe("whatever the tasks", () => {
  it("is as good as the best of all sets that an owner could take (brute force)", () => {
    fc.assert(
      fc.property(
        fc.array(anyTask, { maxLength: 8 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 2 }),
        (drawn, many, capacity) => {
          const tasks = ranked(drawn.map((one) => ({ ...one, owner: "ann" })));
          const days = DAYS.slice(0, many);
          const places = days.flatMap((day) => Array.from({ length: capacity }, () => day));
          // A service task weighs more than all others together; what is worth nothing still counts as one.
          const weight = (chosen: readonly Task[]) =>
            chosen.reduce((sum, { isService, value }) => sum + value + 0.01 + (isService ? 1000 : 0), 0);
          let best = 0;
          for (let set = 0; set < 1 << tasks.length; set += 1) {
            const chosen = tasks.filter((_, index) => set & (1 << index));
            if (chosen.length <= places.length && weight(chosen) > best && fits(chosen, places, 1))
              best = weight(chosen);
          }
          const plan = schedule(tasks, team({ days, capacity }));
          const taken = new Set(plan.placed.map(({ id }) => id));
          expect(weight(tasks.filter(({ id }) => taken.has(id)))).toBeCloseTo(best, 6);
        },
      ),
      { seed: 7, numRuns: 150 },
    );
  });

  it("keeps capacity and first days, loses nobody, and hands over only what the owner has no room for", () => {
    fc.assert(
      fc.property(
        fc.array(anyTask, { maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        (drawn, many, capacity, spillsOver) => {
          const tasks = ranked(drawn);
          const days = DAYS.slice(0, many);
          const plan = schedule(tasks, team({ days, capacity, spillsOver, colleagues: ["cid"] }));
          const all = [...plan.placed.map(({ id }) => id), ...left(plan)];
          expect(all.toSorted()).toEqual(tasks.map(({ id }) => id).toSorted());
          const byDay = grouped(plan.placed, ({ owner, day }) => `${owner} ${day}`);
          for (const rows of byDay.values()) expect(rows.length).toBeLessThanOrEqual(capacity);
          for (const { id, owner, day, takenOverFrom } of plan.placed) {
            const { notBefore, owner: own } = tasks.find((one) => one.id === id)!;
            expect(days).toContain(day);
            expect(notBefore === null || notBefore <= day).toBe(true);
            expect(takenOverFrom).toBe(owner === own ? null : own);
            expect(owner === "unassigned" && own !== owner).toBe(false);
            expect(!spillsOver && takenOverFrom !== null).toBe(false);
          }
          // Nobody is left over whom a colleague has a free place for, on a day on which it may be made.
          for (const { notBefore, owner } of plan.leftOver) {
            const could = spillsOver
              ? ["ann", "bob", "cid"].filter((one) => tasks.some((t) => t.owner === one) || one === "cid")
              : [owner];
            for (const one of could)
              for (const day of days.filter((each) => notBefore === null || notBefore <= each))
                expect((byDay.get(`${one} ${day}`) ?? []).length).toBe(capacity);
          }
        },
      ),
      { seed: 8, numRuns: 200 },
    );
  });
});
