import { writeDelimited } from "./delimited.js";
import type { Format } from "./format.js";

/** Tab-separated text. A field with a tab, a line end or a quote in it is quoted as in CSV, as spreadsheets do it. */
export const tsv: Format = {
  id: "tsv",
  extensions: [".tsv", ".tab", ".txt"],
  title: "tab-separated values, UTF-8",
  binary: false,
  holds: "main",
  write: (context) => writeDelimited(context, "\t"),
};
