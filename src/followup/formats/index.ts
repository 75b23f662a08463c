import type { Format } from "../../output/format.js";
import { callListWorkbook } from "../workbook/call-list-workbook.js";
import { hubspotCallsFormat } from "./hubspot-calls.js";
import { hubspotTasksFormat } from "./hubspot-tasks.js";
import { icsFormat } from "./ics.js";
import { salesforce, salesforcePriority } from "./salesforce.js";
import { vicidial } from "./vicidial.js";

/**
 * The formats of the call list. They read the tables of `call-list.ts`, not the result; one that is to take the place of a
 * common format has its id.
 *
 * @param minutes from one call of an owner to the next, for formats that give calls a time: `minutesPerCall` of the rules.
 *   The command takes those in place of `CALL_LIST_FORMATS` by `openDestination({ ...context, formats })`
 */
export const callListFormats = (minutes?: number): readonly Format[] => [
  callListWorkbook,
  icsFormat(minutes),
  vicidial,
  hubspotTasksFormat(minutes),
  hubspotCallsFormat(minutes),
  salesforce,
  salesforcePriority,
];

/** The same as help names them. */
export const CALL_LIST_FORMATS: readonly Format[] = callListFormats();
