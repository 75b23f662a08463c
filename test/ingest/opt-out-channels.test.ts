import { describe, expect, it } from "vitest";
import { OPT_OUT_CHANNELS, optOutOf } from "../../src/ingest/opt-out-channels.js";
import { CHANNELS } from "../../src/rules/contact-rules.js";

const ALL = [...OPT_OUT_CHANNELS];

it("has the channels of the contact rules", () => {
  expect(OPT_OUT_CHANNELS).toEqual(CHANNELS);
});

describe("a text in a column of opt-outs", () => {
  it.each([
    "none",
    "No",
    "false",
    "0",
    "",
    " - ",
    "keine",
    "Nein",
    "aucun",
    "ninguno",
    "否",
    "无",
    "subscribed",
    "unknown",
  ])("%s refuses nothing", (text) => {
    expect(optOutOf(text)).toEqual({ channels: [], isUnderstood: true });
  });

  it.each([
    ...[
      "all",
      "ALL",
      "yes",
      "TRUE",
      "1",
      "x",
      "alle",
      "Ja",
      "Nicht kontaktieren",
      "tous",
      "oui",
      "Désabonné",
      "todos",
      "Sí",
    ],
    ...["全部", "是", "免打扰", "opted out", "do_not_contact", "2026-03-01", "01.03.2026 10:15", "All channels"],
  ])("%s refuses everything", (text) => {
    expect(optOutOf(text)).toEqual({ channels: ALL, isUnderstood: true });
  });

  it.each([
    ["phone", ["phone"]],
    ["Phone, E-Mail", ["phone", "email"]],
    ["post;visit", ["post", "visit"]],
    ["email|phone", ["phone", "email"]],
    ["email and post", ["email", "post"]],
    ["no calls", ["phone"]],
    ["Telefon, Post", ["phone", "post"]],
    ["keine Anrufe und keine Besuche", ["phone", "visit"]],
    ["Briefpost", ["post"]],
    ["téléphone, courriel", ["phone", "email"]],
    ["pas d'appels ni de visites", ["phone", "visit"]],
    ["courrier", ["post"]],
    ["teléfono / correo electrónico", ["phone", "email"]],
    ["correo postal y visitas", ["post", "visit"]],
    ["电话", ["phone"]],
    ["邮件、短信", ["phone", "email"]],
    ["拒绝上门拜访和邮寄", ["post", "visit"]],
    ["direct mail", ["post"]],
    ["SMS", ["phone"]],
  ])("%s refuses %j", (text, channels) => {
    expect(optOutOf(text)).toEqual({ channels, isUnderstood: true });
  });

  it.each([
    "only post",
    "all but e-mail",
    "nur Post",
    "sauf courrier",
    "excepto teléfono",
    "仅限邮件",
    "ask Anna first",
    "maybe",
  ])("%s is not understood and so refuses everything", (text) => {
    expect(optOutOf(text)).toEqual({ channels: ALL, isUnderstood: false });
  });

  it("means the channel that its header names", () => {
    expect(optOutOf("yes", ["email"])).toEqual({ channels: ["email"], isUnderstood: true });
    expect(optOutOf("2026-03-01", ["phone"])).toEqual({ channels: ["phone"], isUnderstood: true });
    expect(optOutOf("no", ["email"])).toEqual({ channels: [], isUnderstood: true });
    expect(optOutOf("bounced", ["email"])).toEqual({ channels: ["email"], isUnderstood: false });
  });
});
