import { SaxesParser } from "saxes";
import { decodeXml } from "./decode-xml.js";
import { asWorkbookError, damaged } from "./workbook-error.js";
import { localName } from "./xml-text.js";

/** A start tag of one of the small parts, its names without namespace prefixes. */
export interface XmlElement {
  name: string;
  /** The names of the elements around it, the root first. */
  path: readonly string[];
  attributes: ReadonlyMap<string, string>;
}

/** Walks through the elements of a small part (workbook, relationships, styles); their text is never needed. */
export async function forEachElement(
  chunks: AsyncIterable<Buffer>,
  part: string,
  visit: (element: XmlElement) => void,
): Promise<void> {
  const parser = new SaxesParser({ position: false });
  const path: string[] = [];
  parser.on("opentag", (tag) => {
    const attributes = new Map<string, string>();
    for (const [name, value] of Object.entries(tag.attributes)) attributes.set(attributeName(name), value);
    const name = localName(tag.name);
    visit({ name, path, attributes });
    path.push(name);
  });
  parser.on("closetag", () => {
    path.pop();
  });
  parser.on("doctype", () => {
    throw damaged(`${part} holds a document type, which workbooks never have`);
  });
  try {
    for await (const text of decodeXml(chunks, part)) parser.write(text);
    parser.close();
  } catch (error) {
    throw asWorkbookError(error, `its part ${part} is not well-formed XML`);
  }
}

/**
 * The relationship id of a sheet, `r:id`, is told from a plain `id` by having a prefix; whichever prefix the file
 * binds, it is found as "r:id" here. Other prefixed attributes keep their names.
 */
function attributeName(name: string): string {
  return localName(name) === "id" && name.includes(":") ? "r:id" : name;
}
