import { headerKey } from "../normalise-header.js";
import type { Preset } from "../preset.js";
import { amazonAllOrders } from "./amazon-all-orders.js";
import { amazonOrdersReport } from "./amazon-orders-report.js";
import { chineseErpCustomers } from "./chinese-erp-customers.js";
import { chineseErpSales } from "./chinese-erp-sales.js";
import { douyinOrders } from "./douyin-orders.js";
import { etsyItems } from "./etsy-items.js";
import { etsyOrders } from "./etsy-orders.js";
import { hubspotContacts } from "./hubspot-contacts.js";
import { hubspotDeals } from "./hubspot-deals.js";
import { jdOrders } from "./jd-orders.js";
import { paypalActivity } from "./paypal-activity.js";
import { pinduoduoOrders } from "./pinduoduo-orders.js";
import { qualtrics } from "./qualtrics.js";
import { quickbooksCustomerDetail } from "./quickbooks-customer-detail.js";
import { quickbooksCustomers } from "./quickbooks-customers.js";
import { quickbooksSales } from "./quickbooks-sales.js";
import { salesforceOpportunities } from "./salesforce-opportunities.js";
import { shopifyCustomers } from "./shopify-customers.js";
import { shopifyOrders } from "./shopify-orders.js";
import { squareTransactions } from "./square-transactions.js";
import { stripeCustomers } from "./stripe-customers.js";
import { stripePayments } from "./stripe-payments.js";
import { surveyMonkey } from "./survey-monkey.js";
import { taobaoOrders } from "./taobao-orders.js";
import { uciOnlineRetail } from "./uci-online-retail.js";
import { wenjuanxing } from "./wenjuanxing.js";
import { woocommerceCustomers } from "./woocommerce-customers.js";
import { woocommerceOrders } from "./woocommerce-orders.js";
import { xeroInvoices, xeroSales } from "./xero-sales.js";

/** Every export that is known by its headers. */
export const PRESETS: readonly Preset[] = [
  ...[shopifyOrders, shopifyCustomers, woocommerceOrders, woocommerceCustomers, stripePayments, stripeCustomers],
  ...[squareTransactions, paypalActivity, etsyOrders, etsyItems, amazonAllOrders, amazonOrdersReport],
  ...[hubspotContacts, hubspotDeals, salesforceOpportunities],
  ...[quickbooksCustomerDetail, quickbooksSales, quickbooksCustomers, xeroSales, xeroInvoices],
  ...[uciOnlineRetail, taobaoOrders, jdOrders, douyinOrders, pinduoduoOrders, chineseErpSales, chineseErpCustomers],
  ...[qualtrics, surveyMonkey, wenjuanxing],
];

/** The preset of this id, as `--preset` or the configuration names it. */
export function presetOf(id: string): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id);
}

/** The preset whose signature the headers meet; of several the one that asks for most, then the first by id. */
export function detectPreset(headers: readonly string[]): Preset | undefined {
  const keys = new Set(headers.map(headerKey));
  const has = (name: string): boolean => keys.has(headerKey(name));
  const met = PRESETS.filter(
    (preset) => preset.signature.every((entry) => [entry].flat().some(has)) && !(preset.without ?? []).some(has),
  );
  return met.toSorted((a, b) => b.signature.length - a.signature.length || (a.id < b.id ? -1 : 1))[0];
}

let known: ReadonlySet<string> | undefined;

/** `headerKey` of every header that some preset speaks of. */
export function presetHeaderKeys(): ReadonlySet<string> {
  known ??= new Set(
    PRESETS.flatMap((preset) => [
      ...preset.signature.flat(),
      ...Object.values(preset.columns).flat(),
      ...(preset.ignore ?? []),
      ...(preset.rules ?? []).flatMap((rule) => [rule.when?.header ?? [], rule.unless?.header ?? []].flat()),
    ]).map(headerKey),
  );
  return known;
}
