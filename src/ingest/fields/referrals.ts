import type { Field } from "../field.js";
import { names } from "./names.js";
import { NO, YES } from "./record-words.js";

/** Fields of a file of referrals: who brought whom. */
export const REFERRAL_FIELDS: readonly Field[] = [
  {
    name: "customer_id",
    type: "identifier",
    description: "The customer who recommended: an id, e-mail address, phone or name",
    headers: {
      en: names(`Referrer, Referrer ID, Referred By, Advocate, Advocate ID, Recommender, Referring Customer, Introduced By, Inviter,
        Inviter ID, Referrer Email, Advocate Email, Sponsor`),
      de: names("Werber, Empfehler, Empfohlen von, Geworben von, Werbender"),
      fr: names("Parrain, Recommandé par, Parrainé par, Prescripteur"),
      es: names("Padrino, Recomendado por, Referido por, Recomendante"),
      zh: names("推荐人, 推荐人ID, 介绍人, 推荐人编号, 邀请人, 邀请人ID, 推荐会员, 上级"),
    },
  },
  {
    name: "referred",
    type: "identifier",
    description: "The customer who was brought: an id, e-mail address, phone or name",
    headers: {
      en: names(`Referred, Referred ID, Referred Customer, Referee, Friend, Friend Email, Invitee, Invitee ID, Referred Email
        Referred E-mail`),
      de: names("Geworbener, Empfohlener, Geworben, Neukunde, Empfohlen"),
      fr: names("Filleul, Parrainé, Recommandé"),
      es: names("Referido, Ahijado, Recomendado, Invitado"),
      zh: names("被推荐人, 被推荐人ID, 被介绍人, 被推荐人编号, 被邀请人, 被邀请人ID, 新客户, 下级, 好友"),
    },
  },
  {
    name: "date",
    type: "date",
    description: "Day of the recommendation",
    headers: {
      en: names("When, Date, Referral Date, Referred At, Referred On, Invited At, Created At, Created, Timestamp"),
      de: names("Datum, Empfehlungsdatum, Wann"),
      fr: names("Date de parrainage, Date, Quand"),
      es: names("Fecha, Fecha de referencia, Cuándo"),
      zh: names("日期, 时间, 推荐时间, 推荐日期, 邀请时间, 介绍时间"),
    },
  },
  {
    name: "converted",
    type: "flag",
    description: "Whether the one who was brought became a customer, or the day on which that was",
    headers: {
      en: names("Converted, Converted At, Purchased, Bought, Status, Successful, Qualified, Reward Status"),
      de: names("Gekauft, Erfolgreich, Umgewandelt"),
      fr: names("Converti, A acheté, Réussi"),
      es: names("Convertido, Compró, Exitoso"),
      zh: names("是否成交, 已转化, 是否转化, 成交, 是否购买, 转化状态"),
    },
    choices: {
      yes: [
        ...YES,
        ...names(
          "converted, purchased, bought, successful, success, qualified, rewarded, paid, completed, won, gekauft, converti, convertido, 成交, 已成交, 已购买, 成功",
        ),
      ],
      no: [
        ...NO,
        ...names(
          "pending, open, invited, expired, failed, lost, not converted, offen, en attente, pendiente, 未成交, 待定, 失败",
        ),
      ],
    },
  },
];
