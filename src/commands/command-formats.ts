import { CALL_LIST_FORMATS } from "../followup/formats/index.js";
import type { Format } from "../output/format.js";

/** The formats that one command alone has, by command, so that every other can say whose they are. */
export const COMMAND_FORMATS: Readonly<Record<string, readonly Format[]>> = { followup: CALL_LIST_FORMATS };
