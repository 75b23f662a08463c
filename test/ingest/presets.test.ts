import { describe, expect, it } from "vitest";
import { detectRole } from "../../src/ingest/detect-role.js";
import { BUYER_FIELDS, fieldsOf } from "../../src/ingest/fields/index.js";
import { matchColumns } from "../../src/ingest/match-columns.js";
import { indexOfHeader } from "../../src/ingest/normalise-header.js";
import { detectPreset, PRESETS, presetOf } from "../../src/ingest/presets/index.js";
import { EXPORT_HEADERS } from "./preset-headers.js";
import { MAPPINGS } from "./preset-mappings.js";

const cases = [...EXPORT_HEADERS].flatMap(([id, lists]) => lists.map((headers, version) => ({ id, version, headers })));

describe("recognising an export", () => {
  it("has a header list for every preset, and a preset for every header list", () => {
    expect([...EXPORT_HEADERS.keys()].toSorted()).toEqual(PRESETS.map((preset) => preset.id).toSorted());
    expect(new Set(PRESETS.map((preset) => preset.id)).size).toBe(PRESETS.length);
  });

  it.each(cases)("$id (version $version) is that and nothing else", ({ id, headers }) => {
    expect(detectPreset(headers)?.id).toBe(id);
    expect(detectPreset(headers.toReversed())?.id).toBe(id);
    expect(detectPreset(headers.map((header) => ` ${header.toUpperCase()} `))?.id).toBe(id);
    const found = detectRole(headers);
    expect(found.preset?.id).toBe(id);
    expect(found.role).toBe(presetOf(id)?.role);
  });

  it.each(cases)("$id (version $version): each column has its field", ({ id, version, headers }) => {
    const preset = presetOf(id)!;
    const { columns } = matchColumns(headers, preset.role, { preset });
    expect(columns.map((column) => `${column.field}=${column.header}`).join(" | ")).toBe(MAPPINGS.get(id)?.[version]);
  });

  it("does not take plain files for an export of a system", () => {
    expect(detectPreset(["Customer ID", "Date", "Amount"])).toBeUndefined();
    expect(detectPreset(["Customer", "Phone", "Email", "Billing Address", "Order Date", "Amount"])).toBeUndefined();
    expect(detectPreset(["订单编号", "客户编码", "客户名称", "金额", "下单日期"])).toBeUndefined();
    expect(detectPreset([])).toBeUndefined();
  });
});

describe.each(PRESETS.map((preset) => ({ id: preset.id, preset })))("$id", ({ id, preset }) => {
  const lists = EXPORT_HEADERS.get(id)!;

  it("maps fields of the catalogue only", () => {
    const known = fieldsOf(preset.role).map((field) => field.name);
    for (const field of [...Object.keys(preset.columns), ...Object.keys(preset.refundColumns ?? {})]) {
      expect(known).toContain(field);
    }
  });

  it("speaks in its rules of columns that some version of the export has", () => {
    const absent = (preset.rules ?? [])
      .flatMap((rule) => [rule.when?.header, rule.unless?.header])
      .filter((header) => header !== undefined)
      .filter((header) => !lists.some((headers) => indexOfHeader(headers, header) >= 0));
    expect(absent).toEqual([]);
  });

  it("has a date, an amount and a buyer, or says what to export instead", () => {
    if (preset.role !== "transactions") return;
    const fields = Object.keys(preset.columns);
    const buyer = BUYER_FIELDS.some((field) => fields.includes(field)) || preset.customerInGroupRows === true;
    if (preset.refusal === undefined)
      expect([fields.includes("date"), fields.includes("amount"), buyer]).toEqual([true, true, true]);
    else expect(buyer).toBe(false);
  });
});
