import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CrmError } from "../../src/errors/crm-error.js";
import type { Role } from "../../src/ingest/field.js";
import { type MatchOptions, matchColumns } from "../../src/ingest/match-columns.js";
import { presetOf } from "../../src/ingest/presets/index.js";

/** The mapping as `field=header`, in column order. */
function mapped(headers: readonly string[], role: Role, options: MatchOptions = {}): string[] {
  return matchColumns(headers, role, options).columns.map((column) => `${column.field}=${column.header}`);
}

function errorOf(run: () => unknown): CrmError {
  try {
    run();
  } catch (error) {
    if (error instanceof CrmError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("headers in five languages", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["en", ["Customer No.", "Order Number", "Order Date", "Total Amount", "Qty", "Order Status"], []],
    ["de", ["Kunden-Nr.", "Bestellnummer", "Bestelldatum", "Gesamtbetrag", "Menge", "Bestellstatus"], []],
    ["de, invoices", ["Kundennummer", "Rechnungsnummer", "Rechnungsdatum", "Umsatz", "Anzahl", "Zahlungsstatus"], []],
    ["fr", ["N° client", "N° de commande", "Date de commande", "Montant TTC", "Qté", "Statut"], []],
    ["es", ["ID de cliente", "Nº de pedido", "Fecha de pedido", "Importe", "Cantidad", "Estado"], []],
    ["zh", ["客户编号", "订单编号", "下单日期", "实付金额", "数量", "订单状态"], []],
    ["zh, ERP", ["客户编码", "单据编号", "单据日期", "销售金额（元）", "数量", "单据状态"], []],
  ])("transactions: %s", (_, headers) => {
    const fields = matchColumns(headers, "transactions").columns;
    expect(fields.map((column) => column.field)).toEqual([
      "customer_id",
      "order_id",
      "date",
      "amount",
      "quantity",
      "status",
    ]);
    expect(fields.every((column) => column.why === "header")).toBe(true);
  });

  it.each<[string, readonly string[]]>([
    ["en", ["Customer ID", "Name", "E-mail", "Mobile", "Country", "City", "Gender", "Customer Since"]],
    ["de", ["Kundennummer", "Kundenname", "E-Mail-Adresse", "Handy", "Land", "Ort", "Anrede", "Kunde seit"]],
    ["fr", ["N° client", "Nom du client", "Courriel", "Téléphone", "Pays", "Ville", "Civilité", "Date d'inscription"]],
    [
      "es",
      ["Nº de cliente", "Nombre completo", "Correo electrónico", "Móvil", "País", "Ciudad", "Sexo", "Fecha de alta"],
    ],
    ["zh", ["客户编号", "客户名称", "邮箱", "手机号", "国家", "城市", "性别", "注册时间"]],
  ])("customers: %s", (_, headers) => {
    const fields = matchColumns(headers, "customers").columns.map((column) => column.field);
    expect(fields).toEqual(["customer_id", "name", "email", "phone", "country", "city", "gender", "registered"]);
  });

  it("reads first and last names", () => {
    expect(mapped(["Vorname", "Nachname", "PLZ"], "customers")).toEqual([
      "first_name=Vorname",
      "last_name=Nachname",
      "postal_code=PLZ",
    ]);
    expect(mapped(["Prénom", "Nom"], "customers")).toEqual(["first_name=Prénom", "last_name=Nom"]);
    expect(mapped(["Nombre", "Apellidos"], "customers")).toEqual(["first_name=Nombre", "last_name=Apellidos"]);
  });
});

describe("choosing among several columns", () => {
  it.each([
    ["amount", ["Subtotal", "Total"], "Total"],
    ["amount", ["Gross Sales", "Net Sales"], "Net Sales"],
    ["amount", ["Order Total", "Amount Paid"], "Amount Paid"],
    ["amount", ["Order Total", "Line Total"], "Line Total"],
    ["amount", ["总金额", "实付金额"], "实付金额"],
    ["amount", ["Montant HT", "Montant TTC"], "Montant TTC"],
    ["date", ["Paid at", "Created at", "Shipped at"], "Created at"],
    ["date", ["Ship Date", "Order Date", "Invoice Date"], "Order Date"],
    ["date", ["付款时间", "发货时间", "下单时间"], "下单时间"],
    ["date", ["Lieferdatum", "Rechnungsdatum"], "Rechnungsdatum"],
  ])("%s from %j is %s, and the others are named", (field, headers, chosen) => {
    const { columns, ambiguous } = matchColumns(headers, "transactions");
    expect(columns.map((column) => column.header)).toEqual([chosen]);
    expect(ambiguous).toMatchObject([{ field, taken: true }]);
    expect(ambiguous[0]?.candidates[0]).toBe(chosen);
    expect(ambiguous[0]?.candidates.toSorted()).toEqual(headers.toSorted());
  });

  it("decides by the values whether `Customer` is an identifier, a name or an address", () => {
    const field = (...cells: string[]): string | undefined =>
      matchColumns(["Customer"], "transactions", { samples: cells.map((cell) => [cell]) }).columns[0]?.field;
    expect(field("C-001", "C-002")).toBe("customer_id");
    expect(field("Ada Example", "Ben Sample")).toBe("customer_name");
    expect(field("ada@example.com", "")).toBe("email");
    expect(field()).toBe("customer_name");
    expect(mapped(["Customer ID", "Customer"], "transactions", { samples: [["1", "2"]] })).toEqual([
      "customer_id=Customer ID",
      "customer_name=Customer",
    ]);
  });
});

describe("headers that only hold a known name", () => {
  it.each([
    ["Order total (incl. VAT)", "amount"],
    ["Betrag in EUR", "amount"],
    ["Date of order", "date"],
    ["Customer email addr", "email"],
    ["订单实付金额", "amount"],
  ])("%s is %s, less surely", (header, field) => {
    const [column] = matchColumns([header], "transactions").columns;
    expect(column).toMatchObject({ field, why: "header-partial" });
    expect(column!.confidence).toBeLessThan(0.85);
  });

  it.each([
    "Refund date",
    "Shipping total",
    "Expiry date",
    "Discount total",
    "Amount due",
    "Date of birth",
    "退款时间",
    "Fulfillment Status",
  ])("%s is nothing", (header) => {
    expect(mapped([header], "transactions")).toEqual([]);
  });

  it("leaves amounts in thousands alone and says so", () => {
    const { columns, problems } = matchColumns(["销售额（万元）"], "transactions");
    expect(columns).toEqual([]);
    expect(problems.map((problem) => problem.code)).toEqual(["scaled-amount"]);
  });
});

describe("values as a last resort", () => {
  it("takes the only column of e-mail addresses and the only column of ISO dates", () => {
    const samples = [
      ["ada@example.com", "2026-01-02"],
      ["ben@example.com", "2026-01-03 10:00"],
    ];
    expect(matchColumns(["x", "y"], "transactions", { samples }).columns).toMatchObject([
      { field: "email", why: "values", confidence: 0.4 },
      { field: "date", why: "values" },
    ]);
  });

  it("does not choose between two", () => {
    const { columns, ambiguous } = matchColumns(["x", "y"], "transactions", {
      samples: [["2026-01-02", "2026-01-03"]],
    });
    expect(columns).toEqual([]);
    expect(ambiguous).toEqual([{ field: "date", taken: false, candidates: ["x", "y"] }]);
  });
});

describe("--map", () => {
  it("goes before everything, by the raw header or one that reads the same", () => {
    const headers = ["Amount", "amount", "Order Date", "Date"];
    const map = new Map([
      ["amount", "amount"],
      ["date", "date"],
    ]);
    expect(mapped(headers, "transactions", { map })).toEqual(["amount=amount", "date=Date"]);
    expect(matchColumns(headers, "transactions", { map }).columns[0]).toMatchObject({
      index: 1,
      why: "flag",
      confidence: 1,
    });
    const preset = presetOf("square-transactions")!;
    expect(
      mapped(["Gross Sales", "Net Sales"], "transactions", { preset, map: new Map([["amount", "Gross Sales"]]) }),
    ).toEqual(["amount=Gross Sales"]);
  });

  it("names the nearest column, field, or the clash", () => {
    const run = (field: string, column: string) => () =>
      matchColumns(["Order Date", "Amount"], "transactions", {
        map: new Map([
          ["order_id", "Amount"],
          [field, column],
        ]),
      });
    expect(errorOf(run("date", "Ordr Date"))).toMatchObject({
      code: "no-such-column",
      hint: "Did you mean Order Date?",
    });
    expect(errorOf(run("date", "Completely other"))).toMatchObject({ hint: "The columns are: Order Date, Amount." });
    expect(errorOf(run("ammount", "Order Date"))).toMatchObject({ code: "bad-option", hint: "Did you mean amount?" });
    expect(errorOf(run("amount", "Amount")).message).toContain("both order_id and amount");
  });
});

describe("odd headers", () => {
  it("reads the first of two columns of one name, and says so", () => {
    const { columns, problems, unmapped } = matchColumns(
      ["Email", "__proto__", "EMAIL", "", "constructor"],
      "customers",
    );
    expect(columns.map((column) => column.index)).toEqual([0]);
    expect(problems.map((problem) => [problem.code, problem.index])).toEqual([
      ["duplicate-header", 2],
      ["empty-header", 3],
    ]);
    expect(unmapped).toEqual([1, 2, 3, 4]);
  });
});

describe("whatever the order of the columns", () => {
  const headers = [
    ...[
      "Customer ID",
      "Customer",
      "E-mail",
      "Order Date",
      "Paid at",
      "Total",
      "Subtotal",
      "Tax",
      "Status",
      "Order total EUR",
    ],
    ...[
      "Date of invoice",
      "Quantity ordered now",
      "x",
      "Product name long",
      "Ship Country",
      "Country",
      "Datum",
      "Betrag",
    ],
  ];
  it("the same columns get the same fields, one each", () => {
    const expected = mapped(headers, "transactions").toSorted();
    expect(new Set(expected.map((pair) => pair.split("=")[0])).size).toBe(expected.length);
    fc.assert(
      fc.property(fc.shuffledSubarray(headers, { minLength: headers.length }), (shuffled) => {
        expect(mapped(shuffled, "transactions").toSorted()).toEqual(expected);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it("every column is either mapped or not, whatever it is called", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 12 }), { maxLength: 8 }), (names) => {
        const { columns, unmapped } = matchColumns(names, "customers");
        const all = [...columns.map((column) => column.index), ...unmapped];
        expect(all.toSorted((a, b) => a - b)).toEqual([...names.keys()]);
      }),
      { seed: 3 },
    );
  });
});
