import { names } from "./names.js";

/**
 * What can come of a contact, by the words for it: this tool's own, those of people in five languages, call outcomes of
 * HubSpot and dispositions of VICIdial.
 */
export const OUTCOME_WORDS: Readonly<Record<string, readonly string[]>> = {
  won: names(
    "won, sold, sale, ordered, order, bought, closed won, verkauft, bestellt, vendu, vendido, 成交, 已下单, 已购买",
  ),
  interested: names("interested, positive, wants offer, interessiert, intéressé, interesado, 有兴趣, 有意向"),
  solved: names("solved, resolved, settled, fixed, gelöst, erledigt, résolu, resuelto, 已解决"),
  talked: names(
    "talked, reached, connected, spoke, completed, done, answered, erreicht, gesprochen, joint, contactado, 已接通, 已沟通",
  ),
  callback: names(
    "callback, call back, call again, callbk, cbhold, rückruf, rappeler, volver a llamar, 回拨, 稍后联系",
  ),
  not_now: names(
    "not now, later, no need now, busy now, jetzt nicht, später, pas maintenant, ahora no, 暂不需要, 以后再说",
  ),
  not_interested: names(
    "not interested, no interest, ni, declined, lost, kein interesse, pas intéressé, no interesado, 无兴趣, 拒绝",
  ),
  do_not_contact: names(
    "do not contact, do not call, dnc, dncl, never again, remove me, nicht mehr anrufen, ne plus appeler, no llamar, 勿扰, 不再联系",
  ),
  no_answer: names(
    "no answer, not reached, na, n, busy, b, not available, nicht erreicht, pas de réponse, sin respuesta, 无人接听, 未接通",
  ),
  left_message: names(
    "left message, left voicemail, left live message, voicemail, al, a, aa, am, nachricht hinterlassen, message laissé, mensaje dejado, 已留言",
  ),
  wrong_number: names(
    "wrong number, wn, disconnected, dc, invalid number, falsche nummer, mauvais numéro, número equivocado, 空号, 错号",
  ),
};
