import { damaged } from "./workbook-error.js";

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Turns raw character data into text: line ends become \n, the five named and the numeric references are resolved. */
export function decodeXmlText(raw: string): string {
  const text = raw.includes("\r") ? raw.replace(/\r\n?/g, "\n") : raw;
  return text.includes("&") ? text.replace(/&([^;&]*)(;?)/g, resolveReference) : text;
}

function resolveReference(whole: string, name: string, end: string): string {
  const named = end && NAMED[name];
  if (named) return named;
  const digits = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(name);
  const code = digits?.[1] ? Number.parseInt(digits[1], 16) : Number.parseInt(digits?.[2] ?? "", 10);
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  // References to anything else would need a document type, which is refused.
  if (!end || !isCharacter) throw damaged(`it holds an unknown character reference ${whole.slice(0, 20)}`);
  return String.fromCodePoint(code);
}

/**
 * Resolves the escapes by which Excel stores characters that XML cannot hold: `_x000D_` is a carriage return and
 * `_x005F_` an underscore that would otherwise start such an escape.
 */
export function decodeExcelEscapes(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The part of an XML name after its namespace prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
