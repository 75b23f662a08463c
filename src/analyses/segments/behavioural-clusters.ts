import type { Column } from "../../columns/column.js";
import type { Engine } from "../../engine/engine.js";
import { raw, sql } from "../../engine/sql.js";
import { chooseClusters } from "../../math/choose-clusters.js";
import { kMeans } from "../../math/k-means.js";
import { standardise } from "../../math/standardise.js";
import type { ResultTable } from "../../output/result.js";
import { type ClusterInWords, describeClusters } from "./describe-clusters.js";

/** Customers in groups of like behaviour, found in the data instead of by a map. */
export interface BehaviouralClusters {
  /** Table with the columns of `clusterColumns`, one row a customer; prospects have no cluster. */
  readonly table: string;
  readonly profile: ResultTable;
  readonly meta: {
    readonly method: "kmeans";
    readonly clusters: number;
    /** Mean silhouette; null where the number of clusters was given. */
    readonly silhouette: number | null;
    readonly tried: readonly { readonly count: number; readonly silhouette: number }[];
  };
}

export interface ClusterParameters {
  /** Null: the number with the highest mean silhouette, from 2 to 8. */
  readonly count: number | null;
  readonly seed: number;
}

export function clusterColumns(currency: string | null): readonly Column[] {
  return [
    { name: "segment", type: "text", description: "The cluster in words; Prospect without a purchase" },
    {
      name: "cluster",
      type: "integer",
      description: "Number of the cluster, the one with the highest spend a customer first",
    },
    {
      name: "recency_days",
      type: "integer",
      unit: "days",
      description: "Days from the last purchase to the as-of date",
    },
    {
      name: "frequency",
      type: "integer",
      unit: "orders",
      description: "Distinct orders; purchase days without order ids",
    },
    {
      name: "monetary",
      type: "money",
      ...(currency === null ? {} : { unit: currency }),
      description: "Net spend, refunds taken off",
    },
    { name: "first_purchase", type: "date", description: "Day of the first purchase" },
    { name: "last_purchase", type: "date", description: "Day of the last purchase" },
  ];
}

const TABLE = "behavioural_clusters";
const LABELS = "behavioural_labels";

/**
 * k-means on the standardised logarithms of recency, frequency and net spend (one added to days and spend, so that nothing
 * has no logarithm; negative spend counts as none). Spend and counts are skewed: without the logarithm a few large buyers
 * would be a cluster of their own.
 *
 * @param rfmTable table of `scoreRfm`
 * @returns null where there are too few customers that differ
 */
export async function behaviouralClusters(
  engine: Engine,
  rfmTable: string,
  { count, seed }: ClusterParameters,
  currency: string | null,
): Promise<BehaviouralClusters | null> {
  const ids: string[] = [];
  const columns: number[][] = [[], [], []];
  const query = sql`SELECT customer_id, recency_days, frequency, net_spend::DOUBLE FROM ${raw(rfmTable)}
    WHERE first_purchase IS NOT NULL ORDER BY customer_id`;
  for await (const rows of engine.batches(query)) {
    for (const [id, ...values] of rows) {
      ids.push(String(id));
      for (const [at, column] of columns.entries()) column.push(Number(values[at] ?? 0));
    }
  }
  const [recency, frequency, spend] = columns.map((column) => Float64Array.from(column));
  const { matrix } = standardise([
    recency!.map((days) => Math.log1p(days)),
    frequency!.map((orders) => Math.log1p(orders)),
    spend!.map((money) => Math.log1p(Math.max(0, money))),
  ]);
  const choice = count === null ? chooseClusters(matrix, { seed }) : null;
  const found = count === null ? (choice?.clusters ?? null) : kMeans(matrix, count, { seed });
  if (found === null) return null;
  const words = describeClusters(found.labels, matrix, { recency: recency!, frequency: frequency!, spend: spend! });
  await writeLabels(engine, ids, found.labels, words);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(TABLE)} AS
    SELECT r.customer_id, coalesce(l.segment, r.segment) AS segment, l.cluster, r.recency_days, r.frequency, r.net_spend AS monetary,
      r.first_purchase, r.last_purchase
    FROM ${raw(rfmTable)} r LEFT JOIN ${raw(LABELS)} l USING (customer_id)`);
  await engine.run(sql`DROP TABLE ${raw(LABELS)}`);
  return {
    table: TABLE,
    profile: clustersTable(currency),
    meta: {
      method: "kmeans",
      clusters: words.length,
      silhouette: choice?.silhouette ?? null,
      tried: choice?.tried ?? [],
    },
  };
}

async function writeLabels(
  engine: Engine,
  ids: readonly string[],
  labels: ArrayLike<number>,
  words: readonly ClusterInWords[],
): Promise<void> {
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(LABELS)} (customer_id VARCHAR, cluster INTEGER, segment VARCHAR)`);
  const byLabel = new Map(words.map((one) => [one.label, one]));
  const appender = await engine.appender(LABELS);
  for (const [place, id] of ids.entries()) {
    const { number, text } = byLabel.get(labels[place]!)!;
    appender.text(id);
    appender.integer(number);
    appender.text(text);
    appender.endRow();
  }
  appender.close();
}

function clustersTable(currency: string | null): ResultTable {
  const money = currency === null ? {} : { unit: currency };
  const columns: readonly Column[] = [
    { name: "cluster", type: "integer", description: "Number of the cluster" },
    { name: "segment", type: "text", description: "The cluster in words" },
    { name: "customers", type: "integer", description: "Customers in it" },
    { name: "share", type: "share", description: "Share of the customers with a purchase" },
    { name: "revenue", type: "money", ...money, description: "Their net spend" },
    { name: "share_of_revenue", type: "share", description: "Share of all net spend" },
    { name: "median_recency", type: "number", unit: "days", description: "Median days since the last purchase" },
    { name: "median_frequency", type: "number", unit: "orders", description: "Median number of orders" },
    { name: "median_spend", type: "money", ...money, description: "Median net spend" },
  ];
  return {
    name: "clusters",
    title: "Clusters of behaviour",
    columns,
    everyRow: true,
    query: sql`SELECT cluster, segment, count(*) AS customers, count(*) / sum(count(*)) OVER () AS share, sum(monetary ORDER BY monetary) AS revenue,
        sum(monetary ORDER BY monetary) / nullif((SELECT sum(monetary ORDER BY monetary) FROM ${raw(TABLE)} WHERE cluster IS NOT NULL), 0) AS share_of_revenue, median(recency_days) AS median_recency,
        median(frequency) AS median_frequency, median(monetary) AS median_spend
      FROM ${raw(TABLE)} WHERE cluster IS NOT NULL GROUP BY cluster, segment ORDER BY cluster`,
  };
}
