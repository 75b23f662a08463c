import { describe, expect, it } from "vitest";
import { detectRole, looksLikeHeader } from "../../src/ingest/detect-role.js";

describe("detectRole", () => {
  it.each([
    [["Kundennummer", "Bestelldatum", "Betrag"]],
    [["customer", "date", "amount"]],
    [["order_id", "customer_id", "date", "qty", "unit_price"]],
    [["订单编号", "客户名称", "金额", "下单日期", "区域", "联系电话", "状态", "负责人", "备注"]],
    [["订单编号", "客户编码", "客户名称", "金额", "下单日期"]],
    [["N° client", "Date de facture", "Montant HT"]],
    [["Email", "Name", "Address", "City", "Country", "Order ID", "Created at", "Total"]],
  ])("%j are transactions", (headers) => {
    expect(detectRole(headers)).toMatchObject({ role: "transactions" });
    expect(detectRole(headers).confidence).toBeGreaterThan(0.7);
  });

  it.each([
    [["Customer ID", "Name", "Country"]],
    [["Kundennummer", "Name", "PLZ", "Ort", "Kunde seit"]],
    [["Customer ID", "Email", "Created at", "Total Spent", "Last Order Date", "Orders"]],
    [["会员编号", "姓名", "手机号", "注册时间", "累计消费金额", "最后消费时间"]],
    [["First Name", "Last Name", "Email", "Amount Spent", "Last Purchase Date"]],
    [["Nº de cliente", "Nombre", "Apellidos", "Fecha de alta"]],
    [["客户编号", "客户名称", "创建时间", "收入"]],
  ])("%j are customers", (headers) => {
    expect(detectRole(headers)).toMatchObject({ role: "customers" });
  });

  it.each([
    [["Organisation ID", "Contact Name", "Contact Role", "Stance", "Influence"]],
    [["Organisation ID", "Name", "Role", "Stance", "Influence"]],
    [["Company ID", "Name", "Role", "Stance"]],
    [["Account ID", "Name", "Job Title", "Stance", "Influence"]],
    [["Firma-Nr.", "Ansprechpartner", "Rolle", "Haltung", "Einfluss"]],
    [["N° société", "Nom", "Rôle", "Attitude"]],
    [["ID de empresa", "Nombre", "Rol", "Postura"]],
    [["公司编号", "姓名", "角色", "立场"]],
  ])("%j are contacts", (headers) => {
    expect(detectRole(headers)).toMatchObject({ role: "contacts", confidence: 0.9 });
  });

  it("never takes people with a stance for customers, though no column names their organisation", () => {
    expect(detectRole(["Key", "Name", "Role", "Stance", "Influence"])).toMatchObject({
      role: "contacts",
      confidence: 0.5,
    });
  });

  it("takes contacts with what was won for interactions, and sales by channel for sales", () => {
    const headers = ["Customer ID", "Date", "Kind", "Outcome", "Amount"];
    const calls = [
      ["C1", "2026-10-01", "call", "won", "120.00"],
      ["C2", "2026-10-02", "visit", "talked", ""],
    ];
    const sales = [
      ["C1", "2026-10-01", "web order", "paid", "120.00"],
      ["C2", "2026-10-02", "shop", "paid", "80.00"],
    ];
    expect(detectRole(headers, calls).role).toBe("interactions");
    expect(detectRole(headers, sales).role).toBe("transactions");
    expect(
      detectRole(
        ["Order ID", ...headers],
        calls.map((row) => ["A1", ...row]),
      ).role,
    ).toBe("transactions");
  });

  it("says what transactions lack", () => {
    expect(detectRole(["订单号", "下单时间", "实付金额", "订单状态"])).toMatchObject({
      role: "transactions",
      confidence: 0.4,
      why: "It has amounts, but not a buyer.",
    });
  });

  it("counts what --map says of columns that are there", () => {
    const map = new Map([
      ["customer_id", "Wer"],
      ["date", "Wann"],
      ["amount", "Wieviel"],
      ["email", "nowhere"],
    ]);
    expect(detectRole(["Wer", "Wann", "Wieviel"], [], map).role).toBe("transactions");
    expect(detectRole(["Wer", "Wann", "Wieviel"]).role).toBeUndefined();
  });

  it("does not know what it cannot know", () => {
    expect(detectRole(["foo", "bar"]).role).toBeUndefined();
    expect(detectRole([]).role).toBeUndefined();
    expect(detectRole(["foo"], [["2026-01-01"]]).role).toBeUndefined();
  });
});

describe("looksLikeHeader", () => {
  it.each([
    [["Customer ID", "Order Date", "Total"], 3],
    [["单据编号", "单据日期", "客户编码"], 3],
    [["Sales by Customer Detail"], 0],
    [["January - June 2026", "", ""], 0],
    [["C1", "2026-01-02", "19.90"], -2],
    [["", "Date", "Transaction Type", "Num", "Amount"], 4],
    [["Total", "", "1,240.00"], 0],
    [[], 0],
    [["__proto__", "constructor"], 0],
  ])("%j scores %d", (cells, score) => {
    expect(looksLikeHeader(cells)).toBe(score);
  });
});
