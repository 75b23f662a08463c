import { describe, expect, it } from "vitest";
import { kindsOfQuestions, QUESTION_KINDS, questionKindOf } from "../../../src/analyses/survey/question-kind.js";
import { sql } from "../../../src/engine/sql.js";
import { scaleOf } from "../../../src/ingest/question-kind-of.js";
import { useEngine } from "../small-book.js";

describe("questionKindOf", () => {
  it.each([
    ["How likely are you to recommend us to a friend or colleague? (0-10)", "nps"],
    ["NPS", "nps"],
    ["Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?", "nps"],
    ["您有多大可能向朋友推荐我们？", "nps"],
    ["How satisfied are you with your purchase?", "csat"],
    ["Wie zufrieden sind Sie?", "csat"],
    ["您对本次购买的满意度", "csat"],
    ["The company made it easy for me to solve my problem", "ces"],
    ["What quality did you expect?", "expected"],
    ["Minimum quality you would find acceptable", "expected_minimum"],
    ["How do you rate the quality of our product?", "perceived"],
    ["perceived_quality", "perceived"],
    ["How do you see our price level?", "price_level"],
    ["Do you accept the price?", "price_acceptance"],
    ["Service quality (1-5)", "service_quality"],
    ["How would you like to receive product information?", "receive_information"],
    ["您希望如何获取产品信息？", "receive_information"],
    ["Whom would you like to deal with?", "deal_with"],
    ["Acceptable response time after a fault", "response_time"],
    ["故障后可接受的响应时间", "response_time"],
    ["What influences your wish to buy?", "wish_to_buy"],
    ["Before and after: how is it now?", "before_after"],
    ["What effect has it had?", "effect"],
    ["Êtes-vous satisfait de ces produits ?", "csat"],
    ["¿Qué tan satisfecho está?", "csat"],
    ["¿Con qué probabilidad nos recomendaría?", "nps"],
    ["Quel délai de réponse est acceptable ?", "response_time"],
    ["Expected response time after a fault", "response_time"],
    ["Welche Qualität haben Sie erwartet?", "expected"],
    ["How do you rate the quality of our service?", "service_quality"],
    ["Please rate [Price level]", "price_level"],
    ["CES", "ces"],
    ["您期望的质量", "expected"],
    ["您对质量的最低要求", "expected_minimum"],
    ["您对目前价格的接受程度", "price_acceptance"],
    ["What is your favourite colour?", null],
    ["Adresse", null],
    ["", null],
  ])("%s asks %s", (question, kind) => {
    expect(questionKindOf(question)).toBe(kind);
  });
});

const held = useEngine();

it("is the same in SQL", async () => {
  const questions = [...QUESTION_KINDS.flatMap((kind) => [kind.id, ...kind.words]), "It's other's", "", "颜色"];
  const rows = await held.engine.rows<{ question: string; kind: string }>(
    sql`SELECT question, kind FROM ${kindsOfQuestions(questions)} ORDER BY ALL`,
  );
  const expected = questions.flatMap((question) => {
    const kind = questionKindOf(question);
    return kind === null ? [] : [{ question, kind }];
  });
  const byText = (one: { question: string }, other: { question: string }) =>
    Buffer.compare(Buffer.from(one.question), Buffer.from(other.question));
  expect(rows.toSorted(byText)).toEqual(expected.toSorted(byText));
  expect(await held.engine.rows(sql`FROM ${kindsOfQuestions(["颜色"])}`)).toEqual([]);
});

it.each([
  ["NPS", [0, 10]],
  ["How satisfied are you?", [1, 5]],
  ["How satisfied are you (1-10)?", [1, 10]],
  ["您对我们的满意度（1至7）", [1, 7]],
  ["What influences your wish to buy, 1 to 5?", null],
])("%s has the scale %j", (question, scale) => {
  expect(scaleOf(question)).toEqual(scale);
});
