import { describe, expect, it } from "vitest";
import { questionKindOf } from "../../../src/analyses/survey/question-kind.js";

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
    ["What is your favourite colour?", null],
    ["Adresse", null],
    ["", null],
  ])("%s asks %s", (question, kind) => {
    expect(questionKindOf(question)).toBe(kind);
  });
});
