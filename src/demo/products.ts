import type { Flavour, Pair } from "./demo-settings.js";

export interface Product {
  readonly sku: string;
  readonly name: Pair;
  readonly brand: string;
  /** A choice of the field `product_kind`, as written in either language. */
  readonly kind: Pair;
  /** In hundredths, in the first year. */
  readonly price: number;
  /** Cost as a share of the price. */
  readonly costShare: number;
}

export interface Category {
  readonly name: Pair;
  readonly products: readonly Product[];
}

const CONSUMABLE: Pair = ["consumable", "耗材"];
const EQUIPMENT: Pair = ["equipment", "设备"];
const ASSEMBLY: Pair = ["assembly", "部件"];
const PART: Pair = ["part", "配件"];
const RAW: Pair = ["raw material", "原材料"];
const SERVICE: Pair = ["service", "服务"];

const category = (
  name: Pair,
  prefix: string,
  kind: Pair,
  costShare: number,
  products: readonly (readonly [en: string, zh: string, brand: string, price: number])[],
): Category => ({
  name,
  products: products.map(([en, zh, brand, price], place) => ({
    sku: `${prefix}-${101 + place}`,
    name: [en, zh],
    brand,
    kind,
    price: price * 100,
    costShare,
  })),
});

/** What is sold; brands are invented. */
export const CATEGORIES: Readonly<Record<Flavour, readonly Category[]>> = {
  b2c: [
    category(["Coffee", "咖啡"], "COF", CONSUMABLE, 0.52, [
      ["House blend 500 g", "招牌拼配咖啡豆500克", "Belvano", 12],
      ["Espresso 1 kg", "意式浓缩咖啡豆1公斤", "Belvano", 24],
      ["Single origin 250 g", "单一产地咖啡豆250克", "Torramo", 15],
      ["Decaf 500 g", "低因咖啡豆500克", "Torramo", 14],
    ]),
    category(["Tea", "茶叶"], "TEA", CONSUMABLE, 0.48, [
      ["Green tea 100 g", "绿茶100克", "Minsova", 9],
      ["Black tea 250 g", "红茶250克", "Minsova", 13],
      ["Herbal mix 80 g", "花草茶80克", "Florrel", 7],
      ["Oolong 100 g", "乌龙茶100克", "Minsova", 22],
    ]),
    category(["Tableware", "餐具"], "TAB", EQUIPMENT, 0.55, [
      ["Cup set of four", "四件套杯具", "Kerulon", 32],
      ["Teapot", "茶壶", "Kerulon", 45],
      ["Glass carafe", "玻璃壶", "Kerulon", 28],
      ["Tray", "托盘", "Sandelo", 19],
    ]),
    category(["Kitchen machines", "厨房电器"], "MAC", EQUIPMENT, 0.62, [
      ["Coffee grinder", "磨豆机", "Drovex", 89],
      ["Espresso machine", "意式咖啡机", "Drovex", 349],
      ["Kettle", "电水壶", "Drovex", 59],
      ["Milk frother", "奶泡机", "Drovex", 39],
    ]),
    category(["Care and spares", "清洁与配件"], "CAR", PART, 0.4, [
      ["Descaler 1 l", "除垢剂1升", "Klarimo", 11],
      ["Filter papers", "滤纸", "Klarimo", 5],
      ["Sealing ring", "密封圈", "Drovex", 8],
      ["Cleaning brush", "清洁刷", "Klarimo", 6],
    ]),
  ],
  b2b: [
    category(["Cutting tools", "刀具"], "CUT", CONSUMABLE, 0.5, [
      ["Carbide inserts, box of 10", "硬质合金刀片10片装", "Harvostahl", 85],
      ["End mill 12 mm", "立铣刀12毫米", "Harvostahl", 62],
      ["Solid drill 8 mm", "整体钻头8毫米", "Trennvex", 48],
      ["Coolant 200 l", "切削液200升", "Fluvano", 410],
    ]),
    category(["Spare parts", "备件"], "SPA", PART, 0.45, [
      ["Spindle bearing", "主轴轴承", "Rotumel", 680],
      ["Ball screw", "滚珠丝杠", "Rotumel", 940],
      ["Way cover", "导轨防护罩", "Modrana", 390],
      ["Proximity switch", "接近开关", "Sensaro", 75],
    ]),
    category(["Tool holders", "刀柄"], "HOL", ASSEMBLY, 0.55, [
      ["Shrink-fit chuck", "热缩刀柄", "Harvostahl", 240],
      ["Hydraulic chuck", "液压刀柄", "Harvostahl", 310],
      ["Driven tool unit", "动力刀座", "Modrana", 1450],
      ["Zero-point clamp", "零点定位器", "Modrana", 720],
    ]),
    category(["Bar stock", "棒料"], "BAR", RAW, 0.72, [
      ["Steel bar, 1 t", "钢棒1吨", "Eisengard", 1350],
      ["Aluminium bar, 1 t", "铝棒1吨", "Eisengard", 3100],
      ["Brass bar, 1 t", "黄铜棒1吨", "Eisengard", 6200],
    ]),
    category(["Service", "服务"], "SER", SERVICE, 0.6, [
      ["Yearly maintenance", "年度保养", "Modrana", 2900],
      ["Repair, one day", "维修一天", "Modrana", 980],
      ["Training, two days", "培训两天", "Modrana", 1600],
    ]),
    category(["Machines", "机床"], "MAS", EQUIPMENT, 0.7, [
      ["Lathe L200", "L200车床", "Modrana", 78_000],
      ["Milling centre M400", "M400加工中心", "Modrana", 165_000],
      ["Grinding machine G100", "G100磨床", "Modrana", 112_000],
    ]),
  ],
};
