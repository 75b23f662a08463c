import type { Role } from "./field.js";
import { fieldsOf } from "./fields/index.js";
import { matchColumns } from "./match-columns.js";
import { indexOfHeader } from "./normalise-header.js";

/** Fields found by header or named by `--map`; what the values alone suggest is too weak to tell a role by. */
export function fieldsIn(
  headers: readonly string[],
  role: Role,
  samples: readonly (readonly string[])[],
  map: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const { columns } = matchColumns(headers, role, { samples });
  const said = fieldsOf(role)
    .map((field) => field.name)
    .filter((field) => indexOfHeader(headers, map.get(field) ?? "") >= 0 && map.has(field));
  return new Set([...said, ...columns.filter((column) => column.why !== "values").map((column) => column.field)]);
}
