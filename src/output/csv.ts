import { writeDelimited } from "./delimited.js";
import type { Format } from "./format.js";

export const csv: Format = {
  id: "csv",
  extensions: [".csv"],
  title: "comma-separated values, UTF-8",
  binary: false,
  holds: "main",
  write: (context) => writeDelimited(context, ","),
};
