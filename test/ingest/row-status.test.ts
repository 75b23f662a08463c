import { describe, expect, it } from "vitest";
import { classifyStatus, STATUS_CLASSES } from "../../src/ingest/row-status.js";

describe("classifyStatus", () => {
  it.each([
    [
      "purchase",
      [
        "Completed",
        "paid",
        "Shipped",
        "wc-completed",
        "bezahlt",
        "Versendet",
        "livrée",
        "Payé",
        "Entregado",
        "交易成功",
        "已完成",
        "买家已付款，等待卖家发货",
      ],
    ],
    [
      "cancelled",
      ["Cancelled", "CANCELED", "storniert", "Annulée", "cancelado", "已取消", "交易关闭", "void", "wc-cancelled"],
    ],
    ["failed", ["Failed", "declined", "fehlgeschlagen", "Échoué", "Rechazado", "支付失败"]],
    [
      "unpaid",
      [
        "pending",
        "Awaiting payment",
        "on-hold",
        "offen",
        "En attente de paiement",
        "Pendiente",
        "等待买家付款",
        "待付款",
        "unpaid",
      ],
    ],
    ["refund", ["Refunded", "erstattet", "Remboursée", "reembolsado", "已退款", "退款成功", "Returned"]],
    ["test", ["test", "Testbestellung", "测试"]],
    [undefined, ["", "Gold", "未知", "__proto__", "constructor"]],
  ] as const)("%s", (rowClass, values) => {
    for (const value of values) expect(classifyStatus(value), value).toBe(rowClass);
  });

  it("tells part of a refund from a refund", () => {
    expect(classifyStatus("Partially refunded")).toBe("purchase");
    expect(classifyStatus("部分退款")).toBe("purchase");
  });

  it("holds each text in lower case as well as by its key, so that SQL can join on either", () => {
    expect(STATUS_CLASSES.get("awaiting payment")).toBe("unpaid");
    expect(STATUS_CLASSES.get("awaitingpayment")).toBe("unpaid");
    expect(STATUS_CLASSES.get("annulée")).toBe("cancelled");
  });

  it("has no empty key", () => {
    expect(STATUS_CLASSES.has("")).toBe(false);
    expect(STATUS_CLASSES.size).toBeGreaterThan(250);
  });
});
