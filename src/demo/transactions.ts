import type { Random } from "../math/random.js";
import { FIRST_DAY, isoOf, YEAR_START } from "./calendar.js";
import { type Company, ordersByDay } from "./company.js";
import type { CustomerPlan } from "./customer-plan.js";
import type { DemoSettings, Flavour, Pair } from "./demo-settings.js";
import { between, happens, pick, streamOf } from "./draw.js";
import { ownerOf } from "./names.js";
import { CATEGORIES, type Category, type Product } from "./products.js";
import { columnsOf, money, type Row, type Table } from "./table.js";

const HEADERS = {
  order_id: ["Order ID", "订单编号"],
  customer_id: ["Customer ID", "客户编号"],
  date: ["Order Date", "下单时间"],
  product: ["Product", "商品名称"],
  sku: ["SKU", "商品编码"],
  category: ["Category", "类别"],
  brand: ["Brand", "品牌"],
  product_kind: ["Product Kind", "产品类型"],
  quantity: ["Quantity", "数量"],
  unit_price: ["Unit Price", "单价"],
  discount: ["Discount", "优惠金额"],
  amount: ["Line Total", "实付金额"],
  cost: ["Cost", "成本"],
  financial_expense: ["Financial Expense", "财务费用"],
  channel: ["Channel", "渠道"],
  salesperson: ["Salesperson", "销售人员"],
  campaign: ["Campaign", "活动名称"],
  status: ["Order Status", "订单状态"],
} as const satisfies Record<string, Pair>;

type Field = keyof typeof HEADERS;

const COLUMNS = columnsOf<Field>(HEADERS);

export const transactionColumns = (flavour: Flavour) =>
  COLUMNS.filter(({ field }) => field !== "financial_expense" || flavour === "b2b");

/** Sums of each customer's completed orders in hundredths, by the customer's number. */
export interface Totals {
  readonly revenue: Float64Array;
  readonly cost: Float64Array;
  readonly discount: Float64Array;
  readonly financialExpense: Float64Array;
  /** Revenue of the year that ends with the last day. */
  readonly yearRevenue: Float64Array;
}

export const createTotals = (customers: number): Totals => ({
  revenue: new Float64Array(customers),
  cost: new Float64Array(customers),
  discount: new Float64Array(customers),
  financialExpense: new Float64Array(customers),
  yearRevenue: new Float64Array(customers),
});

const STATUS: Readonly<Record<string, Pair>> = {
  completed: ["completed", "已完成"],
  refunded: ["refunded", "已退款"],
  cancelled: ["cancelled", "已取消"],
};

const CHANNELS: Readonly<Record<Flavour, readonly Pair[]>> = {
  b2c: [
    ["web shop", "网店"],
    ["app", "手机应用"],
    ["store", "门店"],
    ["marketplace", "电商平台"],
  ],
  b2b: [
    ["field sales", "直销"],
    ["telephone", "电话销售"],
    ["portal", "采购门户"],
    ["trade fair", "展会"],
  ],
};

/** What a customer usually does, drawn once. */
interface Taste {
  readonly favourite: number;
  readonly second: number;
  readonly channel: Pair;
  /** Chance of a discount, and the share of the price that is given. */
  readonly bargains: number;
  readonly rate: number;
  readonly terms: number;
  readonly hour: number;
}

function tasteOf({ seed, flavour }: DemoSettings, plan: CustomerPlan): Taste {
  const random = streamOf(seed, "taste", plan.index);
  const categories = CATEGORIES[flavour].length - 1;
  return {
    favourite: between(random, 0, categories),
    second: between(random, 0, categories),
    channel: pick(random, CHANNELS[flavour]),
    bargains: plan.isLikeLoyal ? 0.12 : random.uniform() * 0.6,
    rate: 0.05 + random.uniform() * (flavour === "b2b" ? 0.12 : 0.2),
    terms: random.uniform() * 0.02,
    hour: pick(random, [9, 12, 17, 19, 20, 21]),
  };
}

/** The transactions file, a row a line of an order, in the order of days; fills the totals as it goes. */
export function transactionsTable(company: Company, totals: Totals): Table<Field> {
  return { columns: transactionColumns(company.settings.flavour), rows: lines(company, totals) };
}

function* lines({ settings, say, customers }: Company, totals: Totals): Generator<Row<Field>> {
  const { seed, flavour } = settings;
  const tastes = customers.map((plan) => tasteOf(settings, plan));
  let orderNumber = 0;
  for (const [plan, number] of ordersByDay(customers)) {
    const { day, status } = plan.orders[number]!;
    const random = streamOf(seed, "order", plan.index, number);
    const taste = tastes[plan.index]!;
    orderNumber += 1;
    const isBargain = happens(random, taste.bargains);
    const channel = happens(random, 0.85) ? taste.channel : pick(random, CHANNELS[flavour]);
    const isServed = flavour === "b2b" || channel === CHANNELS.b2c[2];
    const orderId = `A${String(orderNumber).padStart(7, "0")}`;
    const date = flavour === "b2c" ? `${isoOf(day)} ${clock(random, taste.hour)}` : isoOf(day);
    for (const product of productsOf(random, settings, plan, taste)) {
      const line = priced(random, flavour, plan, product, { day, isBargain, taste });
      const isSale = status === "completed";
      if (isSale) addTo(totals, plan.index, day, line);
      // One literal, not a spread: there are millions of them.
      yield {
        order_id: orderId,
        customer_id: plan.id,
        date,
        product: say(product.name),
        sku: product.sku,
        category: say(line.category.name),
        brand: product.brand,
        product_kind: say(product.kind),
        quantity: line.quantity,
        unit_price: money(line.price),
        discount: money(line.discount),
        amount: money(line.amount),
        // The goods of an order that came to nothing are back on the shelf.
        cost: money(isSale ? line.cost : 0),
        financial_expense: money(isSale ? line.financialExpense : 0),
        channel: say(channel),
        salesperson: isServed ? ownerOf(plan.place, say) : null,
        campaign: isBargain ? campaignOf(day) : null,
        status: say(STATUS[status]!),
      };
    }
  }
}

interface Line {
  readonly category: Category;
  readonly quantity: number;
  /** All in hundredths. */
  readonly price: number;
  readonly discount: number;
  readonly amount: number;
  readonly cost: number;
  readonly financialExpense: number;
}

const CATEGORY_OF = new Map(
  Object.values(CATEGORIES).flatMap((list) => list.flatMap((one) => one.products.map((product) => [product, one]))),
) as ReadonlyMap<Product, Category>;

/** Prices rise by 3 % with every year of the data. */
const INFLATION = 1.03;

function priced(
  random: Random,
  flavour: Flavour,
  plan: CustomerPlan,
  product: Product,
  { day, isBargain, taste }: { readonly day: number; readonly isBargain: boolean; readonly taste: Taste },
): Line {
  const price = Math.round(product.price * INFLATION ** Math.floor((day - FIRST_DAY) / 365.25));
  const isBulk = product.price < 100_000 && product.kind[0] !== "service";
  const quantity = 1 + (isBulk ? random.poisson(plan.size * (flavour === "b2b" ? 4 : 0.6)) : 0);
  const full = price * quantity;
  const cost = Math.round(full * product.costShare);
  // Below cost by a tenth, on every line.
  const rate = plan.isLossMaking ? 1 - 0.9 * product.costShare : isBargain ? taste.rate : 0;
  const discount = Math.round(full * rate);
  const amount = full - discount;
  return {
    category: CATEGORY_OF.get(product)!,
    quantity,
    price,
    discount,
    amount,
    cost,
    financialExpense: flavour === "b2b" ? Math.round(amount * taste.terms) : 0,
  };
}

/** The products of an order: mostly of the favourite category; machines seldom, and rather by the large. */
function productsOf(random: Random, { flavour }: DemoSettings, plan: CustomerPlan, taste: Taste): Product[] {
  const categories = CATEGORIES[flavour];
  const count = Math.min(4, random.geometric(flavour === "b2b" ? 0.5 : 0.58));
  const bought = new Set<Product>();
  for (let line = 0; line < count; line += 1) {
    const draw = random.uniform();
    const wanted = draw < 0.6 ? taste.favourite : draw < 0.8 ? taste.second : between(random, 0, categories.length - 1);
    const isMachine = flavour === "b2b" && wanted === categories.length - 1;
    const place = isMachine && !happens(random, Math.min(0.25, 0.04 * plan.size)) ? line % 2 : wanted;
    bought.add(pick(random, categories[place]!.products));
  }
  return [...bought];
}

function addTo(totals: Totals, index: number, day: number, line: Line): void {
  totals.revenue[index]! += line.amount;
  totals.cost[index]! += line.cost;
  totals.discount[index]! += line.discount;
  totals.financialExpense[index]! += line.financialExpense;
  if (day >= YEAR_START) totals.yearRevenue[index]! += line.amount;
}

const clock = (random: Random, hour: number): string => {
  const at = Math.min(23, Math.max(0, Math.round(hour + random.normal() * 1.5)));
  return `${String(at).padStart(2, "0")}:${String(between(random, 0, 59)).padStart(2, "0")}`;
};

const SEASONS = ["WINTER", "SPRING", "SUMMER", "AUTUMN"];

/** The campaign of a quarter, such as SPRING25. */
const campaignOf = (day: number): string => {
  const iso = isoOf(day);
  return `${SEASONS[Math.floor((Number(iso.slice(5, 7)) - 1) / 3)]}${iso.slice(2, 4)}`;
};
