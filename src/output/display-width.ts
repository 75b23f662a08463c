/** Ranges of characters that terminals draw two columns wide: East Asian Wide and Fullwidth (Unicode TR 11). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6b],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x20000, 0x3fffd],
];

const EMOJI = /^(?:\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\p{Regional_Indicator}{2})/u;
const INVISIBLE = /^[\p{Cc}\p{Cf}\p{Mn}\p{Me}]+$/u;
const PLAIN = /^[\x20-\x7e]*$/;

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** How many columns a terminal needs for the text. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** The text cut to so many columns, with an ellipsis where something was cut. */
export function elide(text: string, width: number, ellipsis = "…"): string {
  if (displayWidth(text) <= width) return text;
  let kept = "";
  let used = displayWidth(ellipsis);
  if (used > width) return "";
  for (const { segment } of segmenter.segment(text)) {
    used += graphemeWidth(segment);
    if (used > width) break;
    kept += segment;
  }
  return kept.trimEnd() + ellipsis;
}

function graphemeWidth(grapheme: string): number {
  if (INVISIBLE.test(grapheme)) return 0;
  const code = grapheme.codePointAt(0) ?? 0;
  return WIDE.some(([first, last]) => code >= first && code <= last) || EMOJI.test(grapheme) ? 2 : 1;
}

/**
 * Makes text from data harmless on a terminal: line ends and tabs become blanks, other control characters (ESC
 * among them, so no colour, title or cursor sequence survives) their visible pictures, and characters that turn
 * the direction of writing or hide vanish into one replacement sign each.
 */
export function neutralise(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replaceAll(/\r\n|[\t\n\r\u2028\u2029]/g, " ")
    .replaceAll(/\p{Cc}/gu, picture)
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Cs}/gu, "\ufffd");
}

function picture(control: string): string {
  const code = control.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "␡" : "\ufffd";
}
