import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import { choiceExpression } from "../../ingest/choice.js";
import { names } from "../../ingest/fields/names.js";
import type { Scorecard } from "../scorecard.js";
import { readAnswers } from "../survey/answers.js";

/** The answers to "how would you like to receive product information", by the channel that they mean. */
const CHANNELS: Readonly<Record<string, readonly string[]>> = {
  phone: names(
    "telephone, phone, call, by phone, by telephone, Telefon, telefonisch, téléphone, par téléphone, teléfono, por teléfono, 电话",
  ),
  email:
    names(`online, internet, web, website, e mail, email, by email, newsletter, im Internet, en ligne, par e mail, en línea, correo,
    por correo electrónico, 网络, 在线, 线上, 邮件, 网上`),
  visit: names(
    "visit, in person, personal visit, a visit, Besuch, persönlich, visite, en personne, visita, en persona, 上门, 拜访, 上门拜访, 面谈",
  ),
  post: names(
    "post, letter, by post, mail by post, catalogue, Brief, per Post, courrier, par courrier, correo postal, carta, 邮寄, 信件",
  ),
};

/** A relation with `customer_id` and `channel` of those who answered how they want to be told of products. */
export async function answeredChannels(card: Scorecard): Promise<Sql> {
  const none = raw("SELECT NULL::VARCHAR AS customer_id, NULL::VARCHAR AS channel WHERE false");
  if (!card.book.records.has("responses")) return none;
  const { latest } = await readAnswers(card);
  const channel = choiceExpression({ name: "channel", choices: CHANNELS }, raw("answer"));
  return sql`SELECT * FROM (SELECT customer_id, ${channel} AS channel FROM ${raw(latest)} WHERE kind = ${literal("receive_information")})
    WHERE channel IS NOT NULL`;
}
