import { builtInKind, formatKind, type NumberKind } from "./number-format.js";
import { forEachElement } from "./xml-elements.js";

/** Reads what each cell style (the `s` attribute of a cell) makes of a number. */
export async function readNumberKinds(chunks: AsyncIterable<Buffer>, part: string): Promise<NumberKind[]> {
  const codes = new Map<number, string>();
  const formatIds: number[] = [];
  await forEachElement(chunks, part, ({ name, path, attributes }) => {
    const id = Number(attributes.get("numFmtId") ?? 0);
    const parent = path[path.length - 1];
    // Differential formats (<dxf>) hold numFmt elements too; those belong to conditional formatting.
    if (name === "numFmt" && parent === "numFmts") codes.set(id, attributes.get("formatCode") ?? "");
    else if (name === "xf" && parent === "cellXfs") formatIds.push(id);
  });
  return formatIds.map((id) => {
    const code = codes.get(id);
    return code === undefined ? builtInKind(id) : formatKind(code);
  });
}
