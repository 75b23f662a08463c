import {
  type AnswerScale,
  EASE,
  GRADES,
  RESPONSE_TIMES,
  SATISFACTION,
  STAFF,
  WAYS_OF_INFORMATION,
} from "./answer-scales.js";
import { names as words } from "./names.js";

/** What a question asks, as far as an analysis uses it. */
export interface QuestionKind {
  readonly id: string;
  readonly meaning: string;
  /** Scale of the answers where they are numbers: least and greatest. */
  readonly scale?: readonly [number, number];
  /** Words that stand for places on the scale, or the choices that there are. */
  readonly answers?: AnswerScale;
  /** The stage of the customer's way that the question is about, where an answer does not say it. */
  readonly stage?: "pre_sales" | "on_sale" | "after_sales";
  /**
   * A question asks this when it holds one of these as whole words (in Chinese: as a run of characters), without case,
   * accents and punctuation. An entry with ` + ` needs all of its parts; one that begins with `= ` is the whole question.
   */
  readonly words: readonly string[];
}

/** In the order of trial: the first that fits is it, the more particular first. */
export const QUESTION_KINDS = [
  {
    id: "nps",
    meaning: "How likely the customer is to recommend us, 0 to 10",
    scale: [0, 10],
    words:
      words(`nps, net promoter, likely + recommend, likelihood + recommend, would you recommend, recommend us, wahrscheinlich + weiterempfehlen,
      weiterempfehlen, weiterempfehlung, probabilité + recommander, recommander, recommanderiez, probable + recomiende, recomendar, recomendaría,
      推荐 + 可能, 推荐给, 愿意推荐, 净推荐`),
  },
  {
    id: "ces",
    meaning: "How easy it was made for the customer, 1 to 7",
    scale: [1, 7],
    answers: EASE,
    words:
      words(`= ces, ces score, customer effort, effort score, easy + to, made it easy, easy was it, einfach + war, leicht gemacht, mühelos, facile + de, facilité,
      fácil, facilidad, esfuerzo, 费力, 容易 + 程度, 轻松解决`),
  },
  {
    id: "response_time",
    meaning: "Within what time the customer expects a response after a fault: same day, 3, 5 or 7 working days",
    stage: "after_sales",
    answers: RESPONSE_TIMES,
    words:
      words(`response time, respond within, acceptable + time, how soon, time + fault, repaired within, reaktionszeit, antwortzeit, innerhalb + störung, délai de réponse,
      délai d'intervention, délai acceptable, tiempo de respuesta, plazo de respuesta, 响应时间, 故障 + 时间, 可接受 + 时间, 多久 + 响应`),
  },
  {
    id: "expected_minimum",
    meaning: "The least that the customer would have accepted, 1 to 10",
    scale: [1, 10],
    words:
      words(`minimum + expect, minimum + acceptable, least + accept, lowest + acceptable, mindestens + erwart, minimum + attend, mínimo + esper, mínimo aceptable,
      最低期望, 最低 + 期望, 最低可接受, 最低要求`),
  },
  {
    id: "expectation_met",
    meaning: "Whether it is what the customer had hoped for: yes, partly, no",
    stage: "after_sales",
    words: words("= is it what you had hoped for"),
  },
  {
    id: "expected",
    meaning: "The quality that the customer expected, 1 to 10",
    scale: [1, 10],
    words:
      words(`expected quality, quality + expect, expectation, expected, did you expect, erwartete qualität, erwart + qualität, erwartung, qualité attendue, attentes,
      attendiez, calidad esperada, esperaba, expectativa, 期望质量, 期望, 预期`),
  },
  {
    id: "service_quality",
    meaning: "How the customer sees our service, 1 to 5",
    scale: [1, 5],
    answers: GRADES,
    words:
      words(`service quality, quality of service, quality of our service, rate our service, servicequalität, qualität + service, qualität + kundendienst, qualité du service,
      qualité de service, calidad del servicio, calidad de servicio, 服务质量, 服务水平`),
  },
  {
    id: "perceived",
    meaning: "The quality that the customer perceived, 1 to 10",
    scale: [1, 10],
    words:
      words(`perceived quality, quality + perceiv, quality + rate, quality + experienced, actual quality, quality of our product, product quality, wahrgenommene qualität,
      qualität + bewerten, tatsächliche qualität, qualité perçue, qualité + produit, calidad percibida, calidad + producto, 感知质量, 实际质量, 产品质量`),
  },
  {
    id: "price_acceptance",
    meaning: "Whether the customer accepts the price, 1 to 5",
    scale: [1, 5],
    words:
      words(`price + accept, price acceptance, accept the price, price + acceptable, preis + akzept, preisakzeptanz, accepter + prix, prix + acceptable, aceptar + precio,
      aceptación del precio, precio + aceptable, 价格接受, 接受 + 价格`),
  },
  {
    id: "price_level",
    meaning: "How the customer sees the level of our prices, 1 (low) to 5 (high)",
    scale: [1, 5],
    words:
      words(`price level, level of our price, our prices, price + compared, preisniveau, unsere preise, niveau de prix, nos prix, nivel de precios, nuestros precios,
      价格水平, 价位, 价格高低`),
  },
  {
    id: "csat",
    meaning: "How satisfied the customer is, 1 to 5",
    scale: [1, 5],
    answers: SATISFACTION,
    words: words(
      `csat, satisfied, satisfaction, how happy, zufrieden, zufriedenheit, satisfait, satisfaite, satisfecho, satisfecha, satisfacción, 满意度, 满意`,
    ),
  },
  {
    id: "receive_information",
    meaning: "How the customer wants to receive information about products: visit, telephone, online",
    stage: "pre_sales",
    answers: WAYS_OF_INFORMATION,
    words:
      words(`receive + information, get + information, product information, informed about, be informed, informationen + erhalten, produktinformation, informiert werden,
      recevoir + information, informations + produit, recibir + información, información + producto, 产品信息, 获取信息, 了解产品, 接收信息`),
  },
  {
    id: "deal_with",
    meaning: "Whom the customer wants to deal with: sales, technical, after-sales or engineering staff",
    stage: "on_sale",
    answers: STAFF,
    words:
      words(`deal with, whom + contact, which staff, contact person, prefer to talk, ansprechpartner, mit wem, interlocuteur, avec qui, con quién, persona de contacto,
      与谁 + 联系, 对接, 联系哪类人员, 接洽, 哪类人员`),
  },
  {
    id: "effect",
    meaning: "The effect that the product has had",
    words: words(`effect, how well + work, result + product, wirkung, effet, efecto, 效果, 使用效果`),
  },
  {
    id: "before_after",
    meaning: "How it is now against before",
    words: words(
      `before + after, before and after, compared with before, vorher + nachher, vorher, avant + après, antes + después, 前后对比, 使用前后, 前后`,
    ),
  },
  {
    id: "wish_to_buy",
    meaning: "What influences the wish to buy",
    words:
      words(`influences + buy, influence + purchase, wish to buy, desire to buy, makes you buy, reason + buy, beeinflusst + kauf, kaufwunsch, influence + achat, envie d'acheter,
      influye + compra, deseo de comprar, 购买欲, 影响 + 购买, 购买意愿`),
  },
  {
    id: "price_attention",
    meaning: "How much the customer looks at the price, 1 to 5",
    scale: [1, 5],
    words:
      words(`attention + price, price sensitivity, look at the price, important + price, achten + preis, preisbewusst, wichtig + preis, attention + prix, important + prix,
      atención + precio, importante + precio, 价格关注, 关注 + 价格, 价格敏感, 在意 + 价格`),
  },
  {
    id: "quality_attention",
    meaning: "How much the customer looks at quality, 1 to 5",
    scale: [1, 5],
    words:
      words(`attention + quality, look at the quality, important + quality, achten + qualität, qualitätsbewusst, wichtig + qualität, attention + qualité, important + qualité,
      atención + calidad, importante + calidad, 质量关注, 关注 + 质量, 关注 + 品质, 在意 + 质量`),
  },
  {
    id: "spending_level",
    meaning: "Spending level as the customer puts it: low, medium, high",
    words: words(
      `spending level, usually spend, spend + month, consumption level, kaufkraft, konsumniveau, niveau de dépense, nivel de gasto, 消费水平, 消费能力`,
    ),
  },
  {
    id: "household",
    meaning: "The customer's household or family",
    words: words(
      `household, marital status, family situation, live + household, haushalt, familienstand, foyer, situation familiale, hogar, estado civil, 家庭, 婚姻状况`,
    ),
  },
  {
    id: "usage",
    meaning: "How the customer uses the product",
    stage: "after_sales",
    words: words("= how do you use it"),
  },
  {
    id: "suggestion",
    meaning: "What the customer would improve",
    stage: "after_sales",
    words: words("= what could be better"),
  },
  {
    id: "defect",
    meaning: "What is faulty about the product",
    stage: "after_sales",
    words: words("= is anything broken or faulty"),
  },
] as const satisfies readonly QuestionKind[];
