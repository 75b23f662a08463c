import { join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import type { Driver, LoyalProfile } from "./loyal-profile.js";
import type { Profiles } from "./profile-attributes.js";

/** Contributions below this change of the odds are no reason. */
const LEAST_ODDS = 1.05;

const number = (value: number): Sql => sql`${literal(String(value))}::DOUBLE`;

/**
 * One row a prospect: `likelihood_loyal`, and `likelihood_reasons`, the attributes that set it apart most from the
 * customers learnt from, in words. Values that none of these has count as `(other)`, or as the most common one where nothing
 * was pooled.
 */
export function prospectLikelihood(profile: LoyalProfile, profiles: Profiles, most: number): Sql {
  const attributes = profiles.attributes.flatMap((attribute) => {
    const drivers = profile.drivers.filter((driver) => driver.attribute === attribute.name);
    if (drivers.length === 0) return [];
    const average = drivers.reduce((sum, driver) => sum + driver.coefficient * driver.average, 0);
    return [{ attribute, drivers, average }];
  });
  const base = profile.intercept + attributes.reduce((sum, { average }) => sum + average, 0);
  const parts = attributes.map(({ attribute, drivers, average }, index) => {
    const { value, levels } = attribute;
    return sql`${contribution(value, drivers, levels[0]?.key)} - ${number(average)} AS c${raw(String(index))}, ${value} AS v${raw(String(index))}`;
  });
  const sum = join(
    attributes.map((_, index) => raw(`c${index}`)),
    " + ",
  );
  const least = number(Math.log(LEAST_ODDS));
  const reasons = join(
    attributes.map(({ attribute, drivers }, index) => {
      const own = raw(`c${index}`);
      const words = worded(raw(`v${index}`), attribute, drivers);
      // Words take longer than numbers, so only what can be a reason is put into them.
      return sql`CASE WHEN abs(${own}) >= ${least} THEN {'size': -abs(${own}), 'attribute': ${literal(attribute.name)},
        'text': ${words} || CASE WHEN ${own} > 0 THEN ' raises it' ELSE ' lowers it' END || ' (odds × ' || format('{:.2f}', exp(${own})) || ')'} END`;
    }),
  );
  return sql`
    WITH parts AS (
      SELECT customer_id, ${join(parts)} FROM ${raw(profiles.table)} WHERE is_prospect
    ), summed AS (
      SELECT customer_id, 1 / (1 + exp(-(${number(base)} + ${sum}))) AS likelihood_loyal,
        list_sort(list_filter([${reasons}], lambda one: one IS NOT NULL))[1:${raw(String(most))}] AS reasons
      FROM parts
    )
    SELECT customer_id, likelihood_loyal,
      CASE WHEN len(reasons) = 0 THEN 'nothing sets it apart from the customers so far'
        ELSE array_to_string(list_transform(reasons, lambda one: one.text), '; ') END AS likelihood_reasons
    FROM summed`;
}

function contribution(value: Sql, drivers: readonly Driver[], reference: string | undefined): Sql {
  const of = (role: Driver["role"]): number => drivers.find((driver) => driver.role === role)?.coefficient ?? 0;
  const figure = drivers.find((driver) => driver.role === "number");
  const unknown = sql`WHEN ${value} IS NULL THEN ${number(of("unknown"))}`;
  if (figure !== undefined) {
    const standardised = sql`(${value} - ${number(figure.mean)}) / ${number(figure.scale)}`;
    return sql`CASE ${unknown} ELSE ${number(figure.coefficient)} * ${standardised} END`;
  }
  const levels = drivers.flatMap(({ key, coefficient }) =>
    key === null ? [] : [sql`WHEN ${value} = ${literal(key)} THEN ${number(coefficient)}`],
  );
  const most = reference === undefined ? raw("") : sql`WHEN ${value} = ${literal(reference)} THEN ${number(0)}`;
  return sql`CASE ${unknown} ${most} ${join(levels, " ")} ELSE ${number(of("other"))} END`;
}

/** `region = North`, `age = 34`, `income unknown`. */
function worded(value: Sql, attribute: Profiles["attributes"][number], drivers: readonly Driver[]): Sql {
  const { name } = attribute;
  const unknown = sql`WHEN ${value} IS NULL THEN ${literal(`${name} unknown`)}`;
  if (attribute.kind === "number") {
    return sql`CASE ${unknown} ELSE ${literal(`${name} = `)} || regexp_replace(${value}::VARCHAR, '\\.0$', '') END`;
  }
  const labels = attribute.levels
    .filter(({ key }, index) => index === 0 || drivers.some((driver) => driver.key === key))
    .map(({ key, label }) => sql`WHEN ${value} = ${literal(key)} THEN ${literal(`${name} = ${label}`)}`);
  return sql`CASE ${unknown} ${join(labels, " ")} ELSE ${literal(`${name} = `)} || ${value} END`;
}
