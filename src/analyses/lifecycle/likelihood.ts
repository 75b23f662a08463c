import { raw, type Sql, sql } from "../../engine/sql.js";
import type { ResultTable } from "../../output/result.js";
import type { Scorecard } from "../scorecard.js";
import { fitLoyalProfile } from "./loyal-profile.js";
import { readProfiles } from "./profile-attributes.js";
import { prospectLikelihood } from "./prospect-likelihood.js";
import { driversTable } from "./tables.js";

/** Table with `customer_id` and `loyalty_class` as of the scorecard's day; null where nobody judges loyalty. */
export type LoyalOf = (card: Scorecard) => Promise<string | null>;

/** What is said of prospects. */
export interface Likelihood {
  /** Yields `customer_id`, `likelihood_loyal` and `likelihood_reasons` of prospects; no row where it is refused. */
  readonly relation: Sql;
  readonly tables: readonly ResultTable[];
  readonly meta: Readonly<Record<string, unknown>>;
  readonly remarks: readonly string[];
}

const NOBODY = raw(
  "(SELECT NULL::VARCHAR AS customer_id, NULL::DOUBLE AS likelihood_loyal, NULL::VARCHAR AS likelihood_reasons WHERE false)",
);

/**
 * The likelihood that each prospect becomes loyal: what share of the customers with such attributes is loyal (a habitual
 * buyer or a loyalist) among those who have been customers for long enough to judge. Calibrated on customers whom the fit
 * had not seen. Only attributes that are known before a purchase take part.
 *
 * @param customers table with `customer_id`, `stage`, `tenure_days`
 */
export async function createLikelihood(
  card: Scorecard,
  customers: string,
  usualGap: number,
  loyalOf: LoyalOf,
): Promise<Likelihood> {
  const { book, rules, seed } = card;
  const { engine } = book;
  const { likelihood } = rules.lifecycle;
  const refused = (reason: string | null, meta: Record<string, unknown> = {}): Likelihood => ({
    relation: NOBODY,
    tables: [],
    meta: { refusal: reason, ...meta },
    remarks: reason === null ? [] : [`no likelihood to become loyal: ${reason}`],
  });
  const { count } = await engine.row<{ count: number }>(
    sql`SELECT count(*) AS count FROM ${raw(customers)} WHERE stage = 'prospect'`,
  );
  if (count === 0) return refused(null, { prospects: 0 });
  const least = Math.ceil(likelihood.judgedGaps * usualGap - 1e-9);
  const tenured = sql`stage <> 'prospect' AND tenure_days >= ${raw(String(least))}`;
  const { known } = await engine.row<{ known: number }>(
    sql`SELECT count(*) AS known FROM ${raw(customers)} WHERE ${tenured}`,
  );
  const needed = likelihood.leastLoyal;
  if (known < 2 * needed) {
    const who = `only ${known} ${known === 1 ? "customer has" : "customers have"} been with us for ${least} days or more`;
    return refused(`${who}; it is learnt from ${needed} loyal ones and ${needed} others`, { prospects: count, known });
  }
  const loyalty = await loyalOf(card);
  if (loyalty === null) return refused("who is loyal is not known");
  const people = "lifecycle_people";
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(people)} AS
    SELECT c.customer_id, c.stage = 'prospect' AS is_prospect,
      CASE WHEN ${tenured} THEN coalesce(l.loyalty_class IN ('habitual', 'loyalist'), false) END AS is_loyal
    FROM ${raw(customers)} c LEFT JOIN ${raw(loyalty)} l USING (customer_id)`);
  const { loyal, others } = await engine.row<{ loyal: number; others: number }>(sql`
    SELECT count(*) FILTER (is_loyal) AS loyal, count(*) FILTER (NOT is_loyal) AS others FROM ${raw(people)}`);
  const counted = { prospects: count, loyal, others, leastTenureDays: least };
  const [fewest, of] = loyal < likelihood.leastLoyal ? [loyal, "are loyal"] : [others, "are not loyal"];
  if (fewest < needed) {
    return refused(
      `of the customers who have been with us for ${least} days or more only ${fewest} ${of}; from ${needed} on their profile can be learnt`,
      counted,
    );
  }
  const profiles = await readProfiles(card, raw(people));
  const profile = await fitLoyalProfile(book, profiles, likelihood, loyal + others, seed);
  if (profile === null) {
    const reason = "prospects and customers have no attribute in common that differs and is known before a purchase";
    return refused(reason, { ...counted, leftOut: profiles.remarks });
  }
  const { areaUnderCurve, brierScore, baseBrierScore } = profile.model.outOfFold;
  const isWeak = brierScore >= baseBrierScore;
  return {
    relation: sql`(${prospectLikelihood(profile, profiles, likelihood.reasons)})`,
    tables: [driversTable(profile.drivers)],
    meta: {
      refusal: null,
      ...counted,
      learntFrom: profile.learnt,
      attributes: [...new Set(profile.drivers.map((driver) => driver.attribute))],
      penalty: profile.model.penalty,
      calibration: profile.model.calibration,
      areaUnderCurve,
      brierScore,
      baseBrierScore,
    },
    remarks: [
      ...profiles.remarks,
      ...(isWeak
        ? [
            "the attributes of customers tell next to nothing of who becomes loyal: the likelihood is hardly more than the base rate",
          ]
        : []),
    ],
  };
}
