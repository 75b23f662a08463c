/** What a record that cannot be used turns out to be. */
export type Leftover = "totals" | "footer" | "blank-row" | "group-row" | "reject";

const TOTALS =
  /^(?:(?:grand|sub|net)[\s-]*)?totals?\b|^(?:gesamt|summe|zwischensumme|endsumme|insgesamt)|^(?:total|totaux|somme|sous-total)|^(?:suma|subtotal|totales)|^(?:合计|总计|小计|共计|汇总|总合计|本页合计)/iu;

const NOTICES =
  /confidential|copyright|©|generated (?:by|on)|exported (?:by|on|from)|do not distribute|page \d+ of \d+/iu;

/**
 * Tells totals, footers and blank rows from records with a fault. Only records that could not be used are asked
 * about, so a customer called "Total" with a date and an amount stays a customer.
 *
 * @param cells the record's fields
 * @param afterLast no usable record follows it in the file
 */
export function classifyLeftover(cells: readonly string[], afterLast: boolean): Leftover {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  if (filled.length === 0) return "blank-row";
  if (filled.some((cell) => TOTALS.test(cell))) return "totals";
  const words = filled.length <= 2;
  if (words && filled.some((cell) => NOTICES.test(cell))) return "footer";
  if (afterLast && filled.length === 1 && /\p{L}{2}|\d{4}/u.test(filled[0]!)) return "footer";
  return "reject";
}
