import { names } from "./fields/names.js";
import type { RowClass } from "./preset.js";

/** Status texts in English, German, French, Spanish and Chinese, by what they make of a row. */
const WORDS: Readonly<Partial<Record<RowClass, readonly string[]>>> = {
  purchase:
    names(`completed, complete, paid, paid in full, shipped, delivered, fulfilled, closed, done, success, successful, succeeded,
    settled, captured, processing, processed, confirmed, approved, active, partially paid, partially refunded, partial refund,
    partially shipped, in transit, ready to ship, ready for pickup, picked up, received, invoiced, posted, finished, ok, sold, sale,
    closed won, won, partially fulfilled, dispatched, in progress, order complete, payment accepted, accepted,
    abgeschlossen, bezahlt, versendet, versandt, geliefert, erledigt, ausgeliefert, zugestellt, in bearbeitung, teilweise bezahlt,
    teilweise erstattet, fakturiert, gebucht, berechnet, bestätigt, erfolgreich, verkauft, teilerstattet, versandbereit,
    payé, payée, livré, livrée, expédié, expédiée, terminé, terminée, en cours, réglé, réglée, facturé, facturée, acceptée, confirmée,
    en préparation, partiellement remboursé, partiellement remboursée, encaissé, soldé, en cours de traitement, achevée, validée,
    pagado, pagada, enviado, enviada, entregado, entregada, completado, completada, finalizado, procesando, en proceso, facturado,
    cobrado, confirmado, parcialmente reembolsado, en preparación, cerrado, aceptado, terminado, preparado,
    交易成功, 已完成, 完成, 已付款, 已支付, 已发货, 已签收, 待发货, 待收货, 卖家已发货, 已收货, 交易完成, 成功, 支付成功, 付款成功, 已审核, 已确认,
    买家已付款，等待卖家发货, 卖家已发货，等待买家确认, 等待出库, 等待卖家发货, 等待买家确认收货, 等待确认收货, 部分退款, 已成交, 已收款, 已出库,
    已开票, 正常, 已评价, 待评价, 配送中, 已送达, 部分发货, 有效, 赢单`),
  cancelled:
    names(`cancelled, canceled, void, voided, cancelled by customer, cancelled by buyer, order cancelled, deleted, trash, closed lost,
    lost, abandoned, rejected by customer, annulled, invalid, partially cancelled order,
    storniert, abgebrochen, annulliert, ungültig, gelöscht, widerrufen, stornierung, storno,
    annulé, annulée, supprimé, supprimée, commande annulée, abandonné, abandonnée,
    cancelado, cancelada, anulado, anulada, eliminado, eliminada, pedido cancelado,
    已取消, 取消, 交易关闭, 已关闭, 关闭, 交易取消, 作废, 已作废, 订单取消, 无效, 已删除, 已撤销, 输单`),
  failed:
    names(`failed, declined, payment failed, error, rejected, denied, blocked, failure, payment error, unsuccessful, chargeback lost,
    fehlgeschlagen, abgelehnt, zahlung fehlgeschlagen, fehler, gescheitert,
    échoué, échouée, échec, refusé, refusée, rejeté, rejetée, paiement refusé, erreur de paiement, échec du paiement,
    fallido, fallida, rechazado, rechazada, denegado, pago fallido, error de pago, erróneo,
    失败, 支付失败, 付款失败, 交易失败, 已拒绝, 拒绝`),
  unpaid:
    names(`pending, unpaid, awaiting payment, pending payment, payment pending, on hold, on-hold, authorized, authorised, expired, open,
    draft, quote, uncaptured, overdue, due, incomplete, requires payment method, requires capture, not paid, checkout-draft, outstanding,
    offen, unbezahlt, ausstehend, zahlung ausstehend, wartend, in wartestellung, nicht bezahlt, überfällig, entwurf, angebot, autorisiert,
    zahlung offen, warten auf zahlung, zahlung erwartet,
    en attente, impayé, impayée, en attente de paiement, non payé, non payée, attente paiement, brouillon, devis, autorisé, non réglé,
    en attente du paiement,
    pendiente, pendiente de pago, impagado, impagada, sin pagar, no pagado, en espera, borrador, presupuesto, esperando pago, vencido,
    等待买家付款, 待付款, 未付款, 待支付, 未支付, 等待付款, 草稿, 待审核, 未审核, 未收款, 挂单, 未完成`),
  refund:
    names(`refunded, refund, returned, return, fully refunded, credit, credit note, credit memo, reversed, charged back, chargeback,
    money back,
    erstattet, rückerstattet, zurückerstattet, retourniert, gutschrift, rückgabe, retoure, zurückgesendet, vollständig erstattet,
    remboursé, remboursée, retourné, retournée, remboursement, retour, avoir,
    reembolsado, reembolsada, devuelto, devuelta, devolución, reembolso, abono,
    已退款, 退款成功, 退款, 已退货, 退货, 全额退款, 退款完成, 退货退款, 已全额退款, 退货完成, 退单`),
  test: names(
    "test, test order, testbestellung, testauftrag, commande de test, commande test, pedido de prueba, prueba, essai, 测试, 测试订单",
  ),
};

/**
 * Every known status text and what it makes of a row: by its `statusKey`, and in lower case as it is written, so
 * that SQL can compare `lower(trim(status))`. Nearer to `statusKey` is, in DuckDB,
 * `regexp_replace(strip_accents(lower(status)), '[^\\pL\\pN]', '', 'g')`.
 */
export const STATUS_CLASSES: ReadonlyMap<string, RowClass> = new Map(
  Object.entries(WORDS).flatMap(([rowClass, words]) =>
    words.flatMap((word) => [word.toLowerCase(), statusKey(word)].map((key) => [key, rowClass as RowClass] as const)),
  ),
);

/** Status texts are compared without case, accents, punctuation, spaces and a `wc-` before them. */
export function statusKey(value: string): string {
  return value
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/[^\p{L}\p{N}]/gu, "")
    .replaceAll("ß", "ss")
    .replace(/^wc(?=[a-z]{4})/, "");
}

/** What a status makes of its row, or undefined for a status that is not known (to be told, and kept as a purchase). */
export function classifyStatus(value: string): RowClass | undefined {
  return STATUS_CLASSES.get(statusKey(value));
}
