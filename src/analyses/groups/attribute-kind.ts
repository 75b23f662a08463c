import type { AttributeKind } from "../../ingest/field.js";
import { CUSTOMER_FIELDS } from "../../ingest/fields/index.js";

/**
 * What an attribute says about customers, after the classic bases of segmentation: situational, geographic, demographic,
 * psychological or behavioural. Fields of the catalogue have their kind; that of other columns comes from the
 * configuration (`attributeKinds`), which also overrules the catalogue. Null where nothing says it.
 */
export function attributeKind(name: string, configured: Readonly<Record<string, AttributeKind>>): AttributeKind | null {
  const own = Object.entries(configured).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return own?.[1] ?? CUSTOMER_FIELDS.find((field) => field.name === name)?.attribute ?? null;
}
