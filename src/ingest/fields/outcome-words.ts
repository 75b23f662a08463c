import { names } from "./names.js";

/**
 * What can come of a contact, by the words for it: this tool's own, those of people in five languages, call outcomes of
 * HubSpot (by label, and by the identifiers that every account has) and dispositions of VICIdial.
 */
export const OUTCOME_WORDS: Readonly<Record<string, readonly string[]>> = {
  won: names(
    "won, sold, sale, ordered, order, bought, closed won, verkauft, bestellt, vendu, vendido, 成交, 已下单, 已购买",
  ),
  interested: names("interested, positive, wants offer, interessiert, intéressé, interesado, 有兴趣, 有意向"),
  solved: names("solved, resolved, settled, fixed, gelöst, erledigt, résolu, resuelto, 已解决"),
  talked: names(
    "talked, reached, connected, spoke, completed, done, answered, erreicht, gesprochen, joint, contactado, 已接通, 已沟通, f240bbac-87c9-4f6e-bf70-924b57d47db7",
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
    "no answer, not reached, na, n, busy, b, not available, nicht erreicht, pas de réponse, sin respuesta, 无人接听, 未接通, 73a0d17f-1163-4015-bdd5-ec830791da20, 9d9162e7-6cf3-4944-bf63-4dff82258764",
  ),
  left_message: names(
    "left message, left voicemail, left live message, voicemail, al, a, aa, am, nachricht hinterlassen, message laissé, mensaje dejado, 已留言, a4c4c377-d246-4b32-a13b-75a56a4cd0ff, b2cf5968-551e-4856-9783-52b3da59a7d0",
  ),
  wrong_number: names(
    "wrong number, wn, disconnected, dc, invalid number, falsche nummer, mauvais numéro, número equivocado, 空号, 错号, 17b47fee-58de-441e-a44c-c6300d46f273",
  ),
};

/** Outcomes by which nobody was spoken to: nothing can be won and nothing answered by them. */
export const UNREACHED_OUTCOMES: readonly string[] = ["no_answer", "left_message", "wrong_number"];
