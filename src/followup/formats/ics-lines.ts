const LIMIT = 75;

/** A value of type TEXT (RFC 5545, 3.3.11): line ends are `\n`, other control characters cannot be written and go. */
export const icsText = (text: string): string =>
  text
    .replaceAll(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll(/[^\P{Cc}\n\t]/gu, "")
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll("\n", String.raw`\n`);

const octets = (character: string): number => {
  const code = character.codePointAt(0)!;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
};

/**
 * A content line with its line end, folded (RFC 5545, 3.1): no line is longer than 75 octets, the blank that begins those
 * that go on counted, and none ends within a character.
 */
export function icsLine(content: string): string {
  if (content.length * 3 <= LIMIT) return `${content}\r\n`;
  let folded = "";
  let length = 0;
  for (const character of content) {
    const size = octets(character);
    if (length + size > LIMIT) {
      folded += "\r\n ";
      length = 1;
    }
    folded += character;
    length += size;
  }
  return `${folded}\r\n`;
}
