import { displayWidth } from "./display-width.js";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The text in lines no wider than `width`, broken at blanks, and inside a word only where it is wider by itself. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ").flatMap((one) => pieces(one, width))) {
    const last = lines.at(-1);
    if (last !== undefined && displayWidth(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function pieces(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word];
  const found = [""];
  for (const { segment } of segmenter.segment(word)) {
    const piece = found.at(-1)! + segment;
    if (displayWidth(piece) > width && found.at(-1) !== "") found.push(segment);
    else found[found.length - 1] = piece;
  }
  return found;
}
