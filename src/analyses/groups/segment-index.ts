import type { Column } from "../../columns/column.js";
import type { Cell, Engine } from "../../engine/engine.js";
import { identifier, raw, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import { wilsonInterval } from "../../math/wilson-interval.js";
import type { ResultTable } from "../../output/result.js";
import type { Grouping } from "./group-customers.js";

/** Groups with fewer customers with a purchase than this get no index: one customer more would move it by points. */
export const FEWEST_BUYERS = 30;

/** One segment in one group. */
export interface IndexCell {
  readonly group: string;
  readonly segment: string;
  readonly customers: number;
  /** Share of the group's customers. */
  readonly share: number;
  /** Share of all customers. */
  readonly shareOfWhole: number;
  /** Null where the group is too small, or the segment is empty in the whole. */
  readonly index: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly verdict: "over" | "under" | "as the whole" | "too few" | null;
}

export interface SegmentIndex {
  /** By group, then by segment, both in their order. */
  readonly cells: readonly IndexCell[];
  readonly groups: readonly string[];
  readonly tooSmall: readonly { readonly group: string; readonly buyers: number }[];
}

/**
 * Over- and under-representation of segments in groups: index = 100 × share of the segment in the group / its share of
 * all customers, so 100 is "as in the whole" (the index of media planning). Its 95 % interval is Wilson's interval of the
 * share in the group, divided by the share of all customers, which is taken as known: the whole is counted, not sampled.
 * As the group is a part of the whole, that is on the cautious side. A verdict of over or under means that the interval
 * leaves out 100; of twenty such verdicts about one is chance.
 *
 * @param segments the segments to show, in their order; those that no customer is in are left out
 */
export async function segmentIndex(
  engine: Engine,
  rfmTable: string,
  grouping: Grouping,
  segments: readonly string[],
): Promise<SegmentIndex> {
  const rows = await engine.rows<{ group: string; segment: string; customers: number; buyers: number }>(sql`
    SELECT g."group", r.segment, count(*) AS customers, count(r.first_purchase) AS buyers
    FROM ${raw(rfmTable)} r JOIN ${identifier(grouping.table)} g USING (customer_id)
    WHERE r.segment IS NOT NULL GROUP BY g.position, g."group", r.segment ORDER BY g.position, g."group", r.segment`);
  const groups = [...new Set(rows.map((row) => row.group))];
  const add = (totals: Map<string, number>, key: string, count: number) =>
    totals.set(key, (totals.get(key) ?? 0) + count);
  const ofGroup = new Map<string, number>();
  const buyersOf = new Map<string, number>();
  const ofSegment = new Map<string, number>();
  const ofBoth = new Map<string, Map<string, number>>(groups.map((group) => [group, new Map()]));
  for (const { group, segment, customers, buyers } of rows) {
    add(ofGroup, group, customers);
    add(buyersOf, group, buyers);
    add(ofSegment, segment, customers);
    ofBoth.get(group)!.set(segment, customers);
  }
  const whole = [...ofGroup.values()].reduce((sum, count) => sum + count, 0);
  const tooSmall = groups
    .map((group) => ({ group, buyers: buyersOf.get(group)! }))
    .filter(({ buyers }) => buyers < FEWEST_BUYERS);
  const small = new Set(tooSmall.map(({ group }) => group));
  const cells = groups.flatMap((group) =>
    segments
      .filter((segment) => ofSegment.has(segment))
      .map((segment) => ({
        group,
        segment,
        ...indexCell(
          ofBoth.get(group)!.get(segment) ?? 0,
          ofGroup.get(group)!,
          ofSegment.get(segment)! / whole,
          small.has(group),
        ),
      })),
  );
  return { cells, groups, tooSmall };
}

/** The figures of one segment in one group. */
export function indexCell(
  customers: number,
  ofGroup: number,
  shareOfWhole: number,
  tooSmall: boolean,
): Omit<IndexCell, "group" | "segment"> {
  const share = customers / ofGroup;
  const interval = tooSmall ? null : wilsonInterval(customers, ofGroup);
  if (interval === null) {
    return { customers, share, shareOfWhole, index: null, low: null, high: null, verdict: "too few" };
  }
  const [index, low, high] = [share, interval.low, interval.high].map((part) => (100 * part) / shareOfWhole);
  const verdict = low! > 100 ? "over" : high! < 100 ? "under" : "as the whole";
  return { customers, share, shareOfWhole, index: index!, low: low!, high: high!, verdict };
}

const COLUMNS: readonly Column[] = [
  { name: "group", type: "text", description: "Value of the attribute" },
  { name: "segment", type: "text", description: "Named segment" },
  { name: "customers", type: "integer", description: "Customers of the group in the segment" },
  { name: "share", type: "share", description: "Share of the group's customers" },
  { name: "share_of_whole", type: "share", description: "The segment's share of all customers" },
  {
    name: "index",
    type: "number",
    description: `100 × share / share_of_whole: 100 is as in the whole; empty where fewer than ${FEWEST_BUYERS} customers of the group have a purchase`,
  },
  { name: "index_low", type: "number", description: "Lower limit of the index's 95 % interval (Wilson)" },
  { name: "index_high", type: "number", description: "Upper limit of the index's 95 % interval (Wilson)" },
  {
    name: "verdict",
    type: "text",
    description: "over or under where the interval leaves out 100, else as the whole; too few where there is no index",
  },
];

/** The index as a table, one row a group and segment. */
export const indexTable = (name: string, attribute: string, { cells }: SegmentIndex): ResultTable => ({
  name,
  title: `Segments by ${attribute}: index, 100 is as in the whole`,
  columns: COLUMNS,
  query: valuesQuery(
    COLUMNS,
    cells.map((cell): Cell[] => [
      cell.group,
      cell.segment,
      cell.customers,
      cell.share,
      cell.shareOfWhole,
      cell.index,
      cell.low,
      cell.high,
      cell.verdict,
    ]),
  ),
});

/** The index as people read it: a row a segment, a column a group; `+` and `-` mark what is over and under. */
export function indexGrid(name: string, attribute: string, { cells, groups, tooSmall }: SegmentIndex): ResultTable {
  const small = new Set(tooSmall.map(({ group }) => group));
  const shown = groups.filter((group) => !small.has(group));
  const segments = [...new Set(cells.map((cell) => cell.segment))];
  const taken = new Set(["segment"]);
  const columns: Column[] = [
    { name: "segment", type: "text", description: "Named segment" },
    // Text that is not cut, aligned by padding: a mark stands behind each number.
    ...shown.map(
      (group): Column => ({
        name: unusedName(group, taken),
        type: "text",
        textual: "identifier",
        description: `Index in ${group}`,
      }),
    ),
  ];
  const texts = new Map(cells.map((cell) => [`${cell.group}\n${cell.segment}`, markedIndex(cell)]));
  return {
    name,
    title: `Segments by ${attribute}: 100 = the whole, + over, - under (95 %)`,
    columns,
    query: valuesQuery(
      columns,
      segments.map((segment) => [segment, ...shown.map((group) => texts.get(`${group}\n${segment}`) ?? "")]),
    ),
  };
}

const MARKS = { over: "+", under: "-" } as const;

function markedIndex({ index, verdict }: IndexCell): string {
  if (index === null) return "";
  const mark = verdict === "over" || verdict === "under" ? MARKS[verdict] : " ";
  return `${String(Math.round(index)).padStart(4)} ${mark}`;
}

/** A group's name as a column's; the engine takes names that differ in case alone for one. */
function unusedName(wanted: string, taken: Set<string>): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} (${number})`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}
