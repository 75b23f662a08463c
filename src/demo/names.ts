import type { Random } from "../math/random.js";
import type { Lang, Pair, Say } from "./demo-settings.js";
import { pick } from "./draw.js";

/*
 * Names that nobody bears: of syllables, and of the words that forms use for an example (Muster, Sample, 样例).
 */
const FIRST = ["Bel", "Tor", "Min", "Flo", "Ker", "San", "Dro", "Kla", "Har", "Ren", "Vel", "Ostra", "Lumi", "Quen"];
const SECOND = ["vano", "ramo", "sova", "rella", "lune", "delo", "vena", "rimo", "vista", "nara", "misa", "tibo"];
const FAMILY = ["Muster", "Beispiel", "Sample", "Example", "Probe", "Demo", "Model", "Specimen", "Ejemplo", "Modell"];
const FAMILY_END = ["mann", "berg", "feld", "son", "ton", "ley", "stein", "wick", "dorf", "field", "bach", "sen"];
const ZH_FAMILY = ["样", "例", "示", "范", "试", "拟"];
const ZH_GIVEN = ["小", "一", "知", "书", "安", "若", "子", "明", "可", "星", "乐", "怀", "云", "思", "景", "文"];
const ZH_GIVEN_END = ["禾", "鸣", "远", "言", "然", "木", "青", "朗", "心", "河", "山", "瑾", "帆", "宁", "行", "舟"];
const ZH_FIRM = ["样例", "示范", "范本", "试样", "模拟"];
const ZH_FIRM_WORD = ["宏川", "远途", "立新", "北辰", "东岳", "恒木", "天驰", "金禾", "百川", "同舟"];

export interface PersonName {
  readonly name: string;
  /** What stands before the @ of an address, without a number. */
  readonly address: string;
}

/** The name of a person. */
export function personName(random: Random, lang: Lang): PersonName {
  const given = pick(random, FIRST) + pick(random, SECOND);
  const family = pick(random, FAMILY) + pick(random, FAMILY_END);
  const chinese = pick(random, ZH_FAMILY) + pick(random, ZH_GIVEN) + pick(random, ZH_GIVEN_END);
  const address = `${given}.${family}`.toLowerCase();
  return { name: lang === "en" ? `${given} ${family}` : chinese, address };
}

const FORMS = ["Ltd", "GmbH", "Inc", "SA", "KG", "plc"];

export interface FirmName {
  readonly name: string;
  readonly domain: string;
}

/** The name of a firm of an industry; the number makes its domain its own. */
export function firmName(random: Random, lang: Lang, industry: Pair, number: number): FirmName {
  const word = pick(random, FIRST) + pick(random, SECOND);
  const en = `${word} ${industry[0]} ${pick(random, FORMS)}`;
  const zh = `${pick(random, ZH_FIRM)}${pick(random, ZH_FIRM_WORD)}${industry[1]}有限公司`;
  return { name: lang === "en" ? en : zh, domain: `${word.toLowerCase()}${number}.example.com` };
}

/** Those of the business who look after customers. */
const OWNERS: readonly Pair[] = [
  ["Ada Musterowner", "示安然"],
  ["Ben Samplerep", "范明朗"],
  ["Cleo Demoseller", "例知远"],
  ["Dan Exampleton", "样书言"],
  ["Eva Probeck", "试若木"],
  ["Finn Modelfield", "拟星河"],
];

/** Who looks after a customer, by the place. */
export const ownerOf = (place: number, say: Say): string => say(OWNERS[place % OWNERS.length]!);
