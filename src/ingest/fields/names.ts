/** Header names written one after another, parted by commas or line ends; the first is the most telling. */
export function names(text: string): readonly string[] {
  return text
    .split(/[,\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
