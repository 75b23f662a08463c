import { names as words } from "./names.js";

/** Answers in words: places on a scale, or choices. */
export interface AnswerScale {
  /**
   * By the place on the scale, or the name of the choice, the words that say it; compared as the words of questions are. In
   * the order of trial: `very satisfied` stands before `satisfied`, which it holds.
   */
  readonly choices: readonly (readonly [choice: string, words: readonly string[]])[];
}

/** CSAT, 1 to 5. */
export const SATISFACTION: AnswerScale = {
  choices: [
    [
      "3",
      words("neither, neutral, weder, teils, ni satisfait ni, ni satisfecho ni, indifférent, indiferente, 一般, 中立"),
    ],
    [
      "1",
      words(`very dissatisfied, very unsatisfied, extremely dissatisfied, completely dissatisfied, sehr unzufrieden, très insatisfait,
      très insatisfaite, pas du tout satisfait, muy insatisfecho, muy insatisfecha, nada satisfecho, 非常不满意, 很不满意`),
    ],
    [
      "2",
      words(`dissatisfied, unsatisfied, not satisfied, somewhat dissatisfied, unzufrieden, insatisfait, insatisfaite, plutôt insatisfait, insatisfecho,
      insatisfecha, poco satisfecho, 不满意`),
    ],
    [
      "5",
      words(`very satisfied, extremely satisfied, completely satisfied, sehr zufrieden, très satisfait, très satisfaite, tout à fait satisfait,
      muy satisfecho, muy satisfecha, 非常满意, 很满意`),
    ],
    ["4", words("satisfied, somewhat satisfied, zufrieden, satisfait, satisfaite, satisfecho, satisfecha, 满意")],
  ],
};

/** Agreement and ease, 1 to 7. */
export const EASE: AnswerScale = {
  choices: [
    [
      "4",
      words("neither, neutral, weder, teils, ni d'accord ni, ni de acuerdo ni, ni facile ni, ni fácil ni, 一般, 中立"),
    ],
    [
      "1",
      words(`strongly disagree, very difficult, very hard, stimme überhaupt nicht zu, sehr schwierig, pas du tout d'accord, très difficile,
      totalmente en desacuerdo, muy difícil, 非常不同意, 非常困难, 非常费力`),
    ],
    [
      "3",
      words(
        "somewhat disagree, somewhat difficult, stimme eher nicht zu, eher schwierig, plutôt pas d'accord, 有点不同意, 有点困难",
      ),
    ],
    [
      "5",
      words(
        "somewhat agree, somewhat easy, stimme eher zu, eher einfach, plutôt d'accord, plutôt facile, 有点同意, 有点容易",
      ),
    ],
    [
      "7",
      words(`strongly agree, very easy, stimme voll und ganz zu, stimme voll zu, sehr einfach, tout à fait d'accord, très facile, totalmente de acuerdo,
      muy fácil, 非常同意, 非常容易, 非常轻松`),
    ],
    [
      "2",
      words(
        "disagree, difficult, hard, stimme nicht zu, schwierig, pas d'accord, difficile, en desacuerdo, difícil, 不同意, 困难, 费力",
      ),
    ],
    ["6", words("agree, easy, stimme zu, einfach, d'accord, facile, de acuerdo, fácil, 同意, 容易, 轻松")],
  ],
};

/** Marks in words, 1 to 5. */
export const GRADES: AnswerScale = {
  choices: [
    [
      "1",
      words(
        "very poor, very bad, terrible, sehr schlecht, très mauvais, très mauvaise, muy malo, muy mala, 非常差, 很差",
      ),
    ],
    ["2", words("poor, bad, schlecht, mauvais, mauvaise, malo, mala, 较差, 差")],
    [
      "5",
      words(
        "excellent, very good, sehr gut, ausgezeichnet, très bon, très bonne, excelente, muy bueno, muy buena, 非常好, 很好",
      ),
    ],
    ["4", words("good, gut, bon, bonne, bueno, buena, 较好, 好")],
    ["3", words("fair, average, acceptable, ok, okay, mittel, durchschnittlich, moyen, moyenne, regular, 一般, 中等")],
  ],
};

/** How to receive information about products. */
export const WAYS_OF_INFORMATION: AnswerScale = {
  choices: [
    [
      "visit",
      words(
        "visit, in person, face to face, besuch, persönlich, visite, en personne, visita, en persona, 上门, 拜访, 面谈, 当面",
      ),
    ],
    ["telephone", words("telephone, phone, call, telefon, anruf, téléphone, appel, teléfono, llamada, 电话, 来电")],
    [
      "online",
      words(`online, internet, web, website, email, e-mail, mail, app, chat, social media, newsletter, im netz, en ligne, courriel, en línea, correo,
      线上, 网络, 网上, 在线, 邮件, 微信, 公众号, 网站`),
    ],
  ],
};

/** Whom to deal with. */
export const STAFF: AnswerScale = {
  choices: [
    [
      "after_sales",
      words("after sales, aftersales, after sale, service staff, kundendienst, après vente, posventa, postventa, 售后"),
    ],
    [
      "engineering",
      words(
        "engineering, engineer, engineers, ingenieur, ingenieure, ingénieur, ingénierie, ingeniero, ingeniería, 工程",
      ),
    ],
    [
      "technical",
      words("technical, technician, technicians, techniker, technik, technisch, technique, technicien, técnico, 技术"),
    ],
    [
      "sales",
      words(
        "sales, salesperson, seller, vertrieb, verkauf, verkäufer, commercial, vendeur, vente, ventas, comercial, vendedor, 销售, 业务",
      ),
    ],
  ],
};

/** Acceptable response time where the answer says no number of days; numbers are read as they are written. */
export const RESPONSE_TIMES: AnswerScale = {
  choices: [
    [
      "0",
      words(`same day, same working day, today, immediately, at once, within hours, gleicher tag, am selben tag, gleichen tag, sofort, le jour même,
      le même jour, immédiatement, mismo día, inmediatamente, 当天, 当日, 同一天, 立即, 马上`),
    ],
    [
      "1",
      words(
        "next day, next working day, one day, one working day, nächster tag, ein tag, lendemain, un jour, día siguiente, un día, 次日, 第二天, 隔天, 一天, 一个工作日",
      ),
    ],
    ["3", words("three, drei, trois, tres, 三天, 三个工作日, 三日")],
    ["5", words("five, fünf, cinq, cinco, 五天, 五个工作日, 五日")],
    ["7", words("seven, sieben, sept, siete, 七天, 七个工作日, 七日, 一周")],
    ["5", words("a week, one week, eine woche, une semaine, una semana")],
  ],
};
