import { closest } from "../errors/closest.js";
import type { Role } from "../ingest/field.js";
import { partialMatches } from "../ingest/fields/partial.js";
import { vocabularyOf } from "../ingest/fields/vocabulary.js";
import { headerKey } from "../ingest/normalise-header.js";

/** A header with the field it comes nearest to: a proposal for `--map`. */
export interface NearestField {
  readonly header: string;
  readonly field: string;
  readonly role: Role;
}

/** So many headers are looked at; a table with more has not been meant for a person to map. */
const MOST_HEADERS = 200;
/** Shorter headers are near to too much. */
const SHORTEST_SLIP = 5;
const NEAREST_ROLES: readonly Role[] = ["transactions", "customers"];

/** For each header the known field it comes nearest to, by a part of it or by spelling; headers like none are left out. */
export function nearestFields(headers: readonly string[]): NearestField[] {
  return headers.slice(0, MOST_HEADERS).flatMap((header) => {
    for (const role of NEAREST_ROLES) {
      const field = nearestField(header, role);
      if (field !== undefined) return [{ header, field, role }];
    }
    return [];
  });
}

function nearestField(header: string, role: Role): string | undefined {
  const key = headerKey(header);
  if (key === "") return undefined;
  const vocabulary = vocabularyOf(role);
  const known = vocabulary.get(key);
  if (known !== undefined) return known.field.name;
  const [best] = partialMatches(header, vocabulary).toSorted((one, other) => other.share - one.share);
  if (best !== undefined) return best.phrase.field.name;
  if (key.length < SHORTEST_SLIP) return undefined;
  return vocabulary.get(closest(key, vocabulary.keys()) ?? "")?.field.name;
}
