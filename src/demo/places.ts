import type { Lang, Pair } from "./demo-settings.js";

/** Somewhere that customers live. */
export interface Place {
  readonly country: string;
  readonly region: string;
  readonly city: string;
  /** First digits of the postal code, and how many it has. */
  readonly postal: readonly [start: string, digits: number];
  readonly timeZone: string;
  readonly language: string;
}

const place = (
  country: string,
  region: string,
  city: string,
  start: string,
  digits: number,
  timeZone: string,
  language: string,
): Place => ({ country, region, city, postal: [start, digits], timeZone, language });

/** As many places in each language, so that a customer's place is the same number in both. */
export const PLACES: Readonly<Record<Lang, readonly Place[]>> = {
  en: [
    place("US", "California", "San Diego", "921", 5, "America/Los_Angeles", "en"),
    place("US", "Ohio", "Toledo", "436", 5, "America/New_York", "en"),
    place("US", "Texas", "Austin", "787", 5, "America/Chicago", "en"),
    place("US", "New York", "Rochester", "146", 5, "America/New_York", "en"),
    place("US", "Illinois", "Peoria", "616", 5, "America/Chicago", "en"),
    place("GB", "West Midlands", "Coventry", "CV", 1, "Europe/London", "en"),
    place("GB", "Yorkshire", "Leeds", "LS", 1, "Europe/London", "en"),
    place("GB", "Scotland", "Dundee", "DD", 1, "Europe/London", "en"),
    place("DE", "Baden-Württemberg", "Reutlingen", "727", 5, "Europe/Berlin", "de"),
    place("DE", "Bayern", "Augsburg", "861", 5, "Europe/Berlin", "de"),
    place("DE", "Nordrhein-Westfalen", "Hagen", "580", 5, "Europe/Berlin", "de"),
    place("FR", "Auvergne-Rhône-Alpes", "Grenoble", "380", 5, "Europe/Paris", "fr"),
    place("ES", "País Vasco", "Vitoria", "010", 5, "Europe/Madrid", "es"),
    place("CN", "江苏", "无锡", "214", 6, "Asia/Shanghai", "zh"),
  ],
  zh: [
    place("中国", "广东", "佛山", "528", 6, "Asia/Shanghai", "zh"),
    place("中国", "江苏", "无锡", "214", 6, "Asia/Shanghai", "zh"),
    place("中国", "浙江", "宁波", "315", 6, "Asia/Shanghai", "zh"),
    place("中国", "山东", "潍坊", "261", 6, "Asia/Shanghai", "zh"),
    place("中国", "四川", "绵阳", "621", 6, "Asia/Shanghai", "zh"),
    place("中国", "湖北", "襄阳", "441", 6, "Asia/Shanghai", "zh"),
    place("中国", "辽宁", "鞍山", "114", 6, "Asia/Shanghai", "zh"),
    place("中国", "福建", "泉州", "362", 6, "Asia/Shanghai", "zh"),
    place("中国", "湖南", "株洲", "412", 6, "Asia/Shanghai", "zh"),
    place("中国", "陕西", "宝鸡", "721", 6, "Asia/Shanghai", "zh"),
    place("德国", "巴伐利亚", "奥格斯堡", "861", 5, "Europe/Berlin", "de"),
    place("英国", "约克郡", "利兹", "LS", 1, "Europe/London", "en"),
    place("美国", "俄亥俄", "托莱多", "436", 5, "America/New_York", "en"),
    place("美国", "得克萨斯", "奥斯汀", "787", 5, "America/Chicago", "en"),
  ],
};

export const PLACE_COUNT = PLACES.en.length;

export const INDUSTRIES: readonly Pair[] = [
  ["Automotive supply", "汽车零部件"],
  ["Mould making", "模具"],
  ["Medical devices", "医疗器械"],
  ["Aerospace", "航空航天"],
  ["Agricultural machinery", "农业机械"],
  ["Pumps and valves", "泵阀"],
  ["Electrical equipment", "电气设备"],
  ["Metal furniture", "金属家具"],
];

/** Where customers of an industry sit together: place and industry. */
export const CLUSTERS: readonly (readonly [place: number, industry: number])[] = [
  [1, 0],
  [8, 1],
  [5, 3],
];
