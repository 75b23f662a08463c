/** A contact that is to find its place; all days are ISO texts. */
export interface Task {
  readonly id: string;
  readonly owner: string;
  /** The first day on which it may be made; null where any will do. */
  readonly notBefore: string | null;
  /** The day by which it should be. */
  readonly deadline: string;
  /** Takes capacity before all others. */
  readonly isService: boolean;
  readonly value: number;
}

/** What there is of capacity. */
export interface Team {
  /** The working days of the list, ascending. */
  readonly days: readonly string[];
  /** Contacts that an owner makes on a day. */
  readonly capacity: number;
  /** Who has capacity of their own though no task names them. */
  readonly colleagues: readonly string[];
  /** The pool of tasks that nobody owns; it takes nothing over. */
  readonly unassigned: string;
  /** Whether tasks that their owner has no room for go to colleagues. */
  readonly spillsOver: boolean;
}

export interface Placed {
  readonly id: string;
  /** Who makes it: the owner, or the colleague who took it over. */
  readonly owner: string;
  readonly day: string;
  readonly takenOverFrom: string | null;
}

export interface Schedule {
  readonly placed: readonly Placed[];
  /** Tasks for which nobody has room, in the order of their rank. */
  readonly leftOver: readonly Task[];
}

/**
 * Shares tasks out over owners and days. Each owner takes its own by rank, service first, as long as there is room on the
 * days on which they may be made; what is left goes, by rank, to the colleague with the most room on those days, of equal
 * ones to the first by name. An owner's tasks are then put on days, the one due first as early as it may be.
 *
 * Which tasks an owner can take is a transversal matroid (one place a task, each day so many places), so that taking them by
 * rank takes the best set there is (Edmonds 1971); a set fits when, for every day, no more of it begin on that day or later than
 * there are places from then on (Hall 1935).
 *
 * @param tasks in the order of their rank
 */
export function schedule(tasks: readonly Task[], team: Team): Schedule {
  const names = [...new Set([...tasks.map((task) => task.owner), ...team.colleagues])].sort();
  const rooms = new Map(names.map((name) => [name, new Room(team)]));
  const taken = new Map<string, { readonly task: Task; readonly from: string | null }[]>(
    names.map((name) => [name, []]),
  );
  const waiting: Task[] = [];
  for (const task of [...tasks.filter((one) => one.isService), ...tasks.filter((one) => !one.isService)]) {
    if (rooms.get(task.owner)!.take(task)) taken.get(task.owner)!.push({ task, from: null });
    else waiting.push(task);
  }
  const leftOver: Task[] = [];
  const colleagues = names.filter((name) => name !== team.unassigned);
  for (const task of waiting) {
    const most = team.spillsOver ? roomiest(colleagues, task, rooms) : undefined;
    if (most !== undefined && rooms.get(most)!.take(task)) taken.get(most)!.push({ task, from: task.owner });
    else leftOver.push(task);
  }
  const placed = names.flatMap((name) => onDays(name, taken.get(name)!, team));
  return { placed, leftOver };
}

/** The colleague with the most room on the days on which a task may be made; of equal ones the first by name. */
function roomiest(names: readonly string[], task: Task, rooms: ReadonlyMap<string, Room>): string | undefined {
  let most: string | undefined;
  let room = 0;
  for (const name of names) {
    if (name === task.owner) continue;
    const left = rooms.get(name)!.leftFor(task);
    if (left > room) [most, room] = [name, left];
  }
  return most;
}

/** The places of one owner. */
class Room {
  /** Places that are still free on a day or later, less the tasks that begin there or later; by day. */
  private readonly slack: number[];
  constructor(private readonly team: Team) {
    this.slack = team.days.map((_, index) => team.capacity * (team.days.length - index));
  }

  /** How many more contacts that may be made from the same day on would fit beside those taken. */
  leftFor(task: Task): number {
    const first = this.firstDay(task);
    if (first < 0) return 0;
    let least = Number.POSITIVE_INFINITY;
    for (let index = 0; index <= first; index += 1) least = Math.min(least, this.slack[index]!);
    return least;
  }

  /** Takes the task where it fits beside those taken; says whether it does. */
  take(task: Task): boolean {
    if (this.leftFor(task) < 1) return false;
    for (let index = this.firstDay(task); index >= 0; index -= 1) this.slack[index]! -= 1;
    return true;
  }

  /** Place of the first day on which a task may be made; -1 where there is none. */
  private firstDay({ notBefore }: Task): number {
    return this.team.days.findIndex((day) => notBefore === null || day >= notBefore);
  }
}

/** Puts what an owner has taken on days: on each as many as there are places, of those that may be made the ones due first. */
function onDays(
  owner: string,
  taken: readonly { readonly task: Task; readonly from: string | null }[],
  { days, capacity }: Team,
): Placed[] {
  let open = taken.toSorted(
    ({ task: one }, { task: other }) =>
      Number(other.isService) - Number(one.isService) ||
      compare(one.deadline, other.deadline) ||
      other.value - one.value ||
      compare(one.id, other.id),
  );
  return days.flatMap((day) => {
    const ready = open.filter(({ task }) => task.notBefore === null || task.notBefore <= day).slice(0, capacity);
    const now = new Set(ready);
    open = open.filter((one) => !now.has(one));
    return ready.map(({ task, from }) => ({ id: task.id, owner, day, takenOverFrom: from }));
  });
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
