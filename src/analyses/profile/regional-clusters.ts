import { type Column, decidedBy } from "../../columns/column.js";
import { join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import type { ResultTable } from "../../output/result.js";
import { availableAttributes, customerAttributes } from "../customer-columns.js";
import type { Scorecard } from "../scorecard.js";

/** Where customers of an industry concentrate, and what a site there would bring. */
export interface RegionalClusters {
  readonly tables: readonly ResultTable[];
  readonly remarks: readonly string[];
}

const TABLE = "regional_clusters";

/** The finest field of these that customers have says the region. */
const REGIONS = ["region", "city", "country"] as const;

/**
 * Groups of region and industry with their location quotient: the industry's share of the customers of the region over its
 * share of all customers (Isserman 1977, "The Location Quotient Approach to Estimating Regional Economic Impacts", Journal
 * of the American Institute of Planners 43(1)); with customers in the place of employees. No distances are needed. For each
 * group that is a cluster by the rules, what each configured site would gain in a year, and from how many customers on.
 */
export async function regionalClusters(card: Scorecard, investment: string): Promise<RegionalClusters> {
  const { book, asOf, rules } = card;
  const available = availableAttributes(book);
  const region = REGIONS.find((field) => available.includes(field));
  if (region === undefined)
    return { tables: [], remarks: ["customers have no region, city or country: no clusters are known"] };
  const hasIndustry = available.includes("industry") && (await saysIndustry(card));
  const remarks = hasIndustry
    ? []
    : [
        "no industry of customers is known: whether a region is a cluster is not, and sites are of regions with enough customers",
      ];
  const { relation } = customerAttributes(book, hasIndustry ? [region, "industry"] : [region], asOf);
  const industry = hasIndustry ? raw("industry") : raw("'(all)'");
  const { clusterCustomers, clusterQuotient } = rules.profile;
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(TABLE)} AS
    WITH placed AS (
      SELECT customer_id, ${raw(region)} AS region, ${industry} AS industry, i.earned, i.contact_cost, i.visit_cost, i.year_spend, i.year_earned
      FROM (${relation}) JOIN ${raw(investment)} i USING (customer_id)
      WHERE i.first_purchase IS NOT NULL AND ${raw(region)} IS NOT NULL AND ${industry} IS NOT NULL),
    counted AS (SELECT region, industry, count(*) AS customers, sum(year_spend::DECIMAL(28, 4))::DECIMAL(28, 4) AS revenue,
        sum(year_earned::DECIMAL(28, 4))::DECIMAL(28, 4) AS gross_profit, sum(visit_cost::DECIMAL(28, 4))::DECIMAL(28, 4) AS visit_cost FROM placed GROUP BY ALL)
    SELECT *, customers / sum(customers) OVER () AS share,
      (customers / sum(customers) OVER (PARTITION BY region))
        / (sum(customers) OVER (PARTITION BY industry) / sum(customers) OVER ()) AS location_quotient
    FROM counted`);
  const isLarge = sql`customers >= ${raw(String(clusterCustomers))}`;
  const isCluster = sql`(${isLarge} AND location_quotient >= ${raw(String(clusterQuotient))})`;
  return {
    // Where all is one industry, each region has its share of it: nothing is concentrated anywhere.
    tables: [
      clustersTable(hasIndustry ? isCluster : raw("NULL::BOOLEAN"), book.currency),
      sitesTable(card, hasIndustry ? isCluster : isLarge),
    ],
    remarks,
  };
}

async function saysIndustry({ book, asOf }: Scorecard): Promise<boolean> {
  const { relation } = customerAttributes(book, ["industry"], asOf);
  const { known } = await book.engine.row<{ known: number }>(sql`SELECT count(industry) AS known FROM (${relation})`);
  return known > 0;
}

function clustersTable(isCluster: Sql, currency: string | null): ResultTable {
  const money = currency === null ? {} : { unit: currency };
  const columns: readonly Column[] = decidedBy(
    ["region", "industry", "customers", "location_quotient", "revenue", "is_cluster"],
    [
      { name: "region", type: "text", description: "Region, else city, else country of the customers" },
      { name: "industry", type: "text", description: "Industry of the customers" },
      { name: "customers", type: "integer", description: "Customers with a purchase" },
      { name: "share", type: "share", description: "Share of all customers that have a region and an industry" },
      {
        name: "location_quotient",
        type: "number",
        description: "Share of the industry in the region over its share everywhere; 1 is as everywhere",
      },
      { name: "revenue", type: "money", ...money, description: "Net spend of the last 365 days" },
      { name: "gross_profit", type: "money", ...money, description: "Gross profit of the last 365 days" },
      { name: "visit_cost", type: "money", ...money, description: "Cost of visits and meetings of the last 365 days" },
      {
        name: "is_cluster",
        type: "boolean",
        description: "Enough customers and concentrated enough, by the rules; empty where no industry is known",
      },
    ],
  );
  return {
    name: "clusters",
    title: "Where customers concentrate",
    columns,
    query: sql`SELECT region, industry, customers, share, location_quotient, revenue, gross_profit, visit_cost,
      ${isCluster} AS is_cluster FROM ${raw(TABLE)} ORDER BY is_cluster DESC, revenue DESC, region, industry`,
  };
}

function sitesTable({ book, rules }: Scorecard, isCluster: Sql): ResultTable {
  const money = book.currency === null ? {} : { unit: book.currency };
  const columns: readonly Column[] = decidedBy(
    ["region", "industry", "site", "customers", "break_even_customers", "pays"],
    [
      { name: "region", type: "text", description: "Region of the cluster" },
      { name: "industry", type: "text", description: "Industry of the cluster" },
      { name: "site", type: "text", description: "What could stand there, as the rules name it" },
      { name: "customers", type: "integer", description: "Customers of the cluster" },
      {
        name: "gain",
        type: "money",
        ...money,
        description: "Gross profit and cost of visits that it would gain a year, as assumed",
      },
      { name: "annual_cost", type: "money", ...money, description: "What it would cost a year, as assumed" },
      { name: "net", type: "money", ...money, description: "Gain less cost" },
      {
        name: "break_even_customers",
        type: "integer",
        description: "Customers like those of the cluster from which on it pays",
      },
      { name: "pays", type: "boolean", description: "Whether it would pay" },
    ],
  );
  const sites = rules.profile.sites.map(
    ({ name, annualCost, profitUplift, visitSaving }, place) =>
      sql`(${raw(String(place))}, ${literal(name)}, ${raw(String(annualCost))}::DOUBLE, ${raw(String(profitUplift))}::DOUBLE, ${raw(String(visitSaving))}::DOUBLE)`,
  );
  const none = raw("(0, NULL::VARCHAR, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE)");
  return {
    name: "sites",
    title: "What an office or warehouse near them would bring",
    columns,
    query: sql`
      SELECT region, industry, site, customers, gain, annual_cost, gain - annual_cost AS net,
        CASE WHEN gain > 0 THEN ceil(annual_cost / (gain / customers))::BIGINT END AS break_even_customers, gain >= annual_cost AS pays
      FROM (SELECT c.*, s.*, greatest(gross_profit, 0) * uplift + visit_cost * saving AS gain FROM ${raw(TABLE)} c,
          (SELECT * FROM (VALUES ${join(sites.length === 0 ? [none] : sites)}) v(place, site, annual_cost, uplift, saving)
            WHERE site IS NOT NULL) s
        WHERE ${isCluster})
      ORDER BY net DESC, region, industry, place`,
  };
}
