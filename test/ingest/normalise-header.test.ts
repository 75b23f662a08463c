import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headerKey, indexOfHeader, normaliseHeader } from "../../src/ingest/normalise-header.js";

describe("normaliseHeader", () => {
  it.each([
    ["\uFEFFCustomer ID", "customer id"],
    ["  *ContactName ", "contact name"],
    ["*Bestell-Nr.", "bestell nr"],
    ["Straße", "strasse"],
    ["Âge", "age"],
    ["Qté", "qte"],
    ["N° client", "n client"],
    ["Nº cliente", "no cliente"],
    ["order_id", "order id"],
    ["CustomerID", "customer id"],
    ["E-Mail-Adresse", "email adresse"],
    ["eMail", "email"],
    ["Discount %", "discount percent"],
    ["Betrag (EUR)", "betrag"],
    ["商品总价(元)", "商品总价"],
    ["商品数量（件）", "商品数量"],
    ["收货地址 ", "收货地址"],
    ["销售额（万元）", "销售额 万元"],
    ["订单\u200B编号", "订单编号"],
    ["ＡＭＯＵＮＴ", "amount"],
    ["Order #", "order"],
    ["Line\r\nTotal", "line total"],
    ["__proto__", "proto"],
    ["---", ""],
  ])("%j is %j", (header, expected) => {
    expect(normaliseHeader(header)).toBe(expected);
  });

  it("is idempotent", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        const once = normaliseHeader(text);
        expect(normaliseHeader(once)).toBe(once);
      }),
      { seed: 11, numRuns: 2000 },
    );
  });

  it("makes one key of the ways to part words", () => {
    expect(new Set(["Customer ID", "customer_id", "CustomerId", "CUSTOMER-ID", "customerid"].map(headerKey)).size).toBe(
      1,
    );
  });

  it("finds a header however it is written", () => {
    expect(indexOfHeader(["a", "*Invoice Date"], "InvoiceDate")).toBe(1);
    expect(indexOfHeader(["a"], "b")).toBe(-1);
  });
});
