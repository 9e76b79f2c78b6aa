import { describe, expect, test } from "vitest";
import type { SpecialistName } from "../../agents/agent-name.ts";
import type { Intent } from "../../agents/intent.ts";
import { questionsByIntent } from "./intent-questions.fixture.ts";
import { catalogue } from "./payments-catalogue.fixture.ts";
import { readQuestion } from "./read-question.ts";

const all: SpecialistName[] = ["routing", "retry", "decline", "risk", "performance"];

/** Who answers what, written down independently of the profiles. */
const agents: Readonly<Partial<Record<Intent, SpecialistName[]>>> = {
  approval_change: ["decline", "performance"],
  mix_or_rate: ["performance"],
  data_check: ["performance"],
  onset: ["performance"],
  route_choice: ["routing"],
  route_what_if: ["routing"],
  recoverable: ["retry", "decline"],
  retry_waste: ["retry"],
  retry_timing: ["retry"],
  retry_value: ["retry"],
  decline_reasons: ["decline"],
  abnormal_issuers: ["decline"],
  do_not_honor: ["decline", "risk"],
  three_ds: ["decline", "risk"],
  fraud_trend: ["risk"],
  card_testing: ["risk"],
  programme_limit: ["risk"],
  lost_value: ["performance"],
  priorities: all,
  report: all,
  change_effect: ["routing", "performance"],
  cross_border: ["routing"],
  network_tokens: ["routing"],
  latency: ["routing"],
  show_payments: ["performance"],
  overview: all,
};

describe.each(Object.entries(questionsByIntent))("questions about %s", (intent, questions) => {
  test.each(questions.map((question) => [question]))("%s", (question) => {
    const plan = readQuestion(question, catalogue);
    expect({
      outcome: plan.outcome,
      intent: plan.intent,
      agents: plan.agents,
      message: plan.message,
    }).toEqual({
      outcome: "answer",
      intent,
      agents: agents[intent as Intent],
      message: null,
    });
  });
});

describe("questions for one number", () => {
  test.each<[question: string, metric: string]>([
    ["What is the approval rate?", "approval_rate"],
    ["What was the approval rate in Brazil last week?", "approval_rate"],
    ["show me the success rate", "approval_rate"],
    ["What's our auth rate?", "approval_rate"],
    ["net approval rate yesterday", "net_approval_rate"],
    ["approval rate including retries last week", "net_approval_rate"],
    ["First attempt approval rate for Visa debit last week", "first_attempt_approval_rate"],
    ["approval rate by amount in October", "approval_rate_by_amount"],
    ["decline rate for processor adyen yesterday", "decline_rate"],
    ["What's the refusal rate?", "decline_rate"],
    ["How many payments were declined yesterday?", "declined"],
    ["How many payments were approved yesterday?", "approved"],
    ["How many attempts did we have last week?", "attempts"],
    ["volume today", "attempts"],
    ["How many payments did we have in October?", "payments"],
    ["Total approved amount last month in EUR", "approved_amount"],
    ["How much money did we lose to declines last week?", "declined_amount"],
    ["average fraud score last week", "avg_fraud_score"],
    ["Dispute rate in October", "dispute_rate"],
    ["chargeback ratio last month", "dispute_rate"],
    ["fraud rate in October", "fraud_dispute_rate"],
    ["What is our retry recovery rate?", "retry_recovery_rate"],
    ["cost per approval last week", "cost_per_approval"],
    ["¿Cuál fue la tasa de aprobación en Brasil la semana pasada?", "approval_rate"],
    ["Wie hoch war die Genehmigungsrate in Deutschland letzte Woche?", "approval_rate"],
    ["Qual foi a taxa de aprovação ontem?", "approval_rate"],
    ["How many do not honor declines yesterday?", "declined"],
    ["Brazil debit last week", "approval_rate"],
  ])("%s", (question, metric) => {
    expect(readQuestion(question, catalogue)).toMatchObject({
      outcome: "answer",
      intent: "kpi",
      agents: ["performance"],
      metric,
    });
  });
});

describe("questions for a breakdown", () => {
  test.each<[question: string, by: string[], metric: string]>([
    ["Approval rate by country last week", ["issuer_country"], "approval_rate"],
    ["approval per processor and card network", ["processor", "card_network"], "approval_rate"],
    ["decline rate split by funding type", ["funding_type"], "decline_rate"],
    ["Which country has the lowest approval rate?", ["issuer_country"], "approval_rate"],
    ["approval by issuer", ["issuer"], "approval_rate"],
    ["approvals across currencies", ["currency"], "approval_rate"],
    ["net approval by merchant segment", ["merchant_segment"], "net_approval_rate"],
    ["approval rate by amount bucket", ["amount_bucket"], "approval_rate"],
    ["How many attempts per device last week?", ["device_type"], "attempts"],
    ["compare Visa and Mastercard last week", ["card_network"], "approval_rate"],
    ["Adyen vs Stripe approval last week", ["processor"], "approval_rate"],
    ["tasa de aprobación por país", ["issuer_country"], "approval_rate"],
    ["Genehmigungsrate nach Land", ["issuer_country"], "approval_rate"],
  ])("%s", (question, by, metric) => {
    expect(readQuestion(question, catalogue)).toMatchObject({
      outcome: "answer",
      intent: "breakdown",
      agents: ["performance"],
      by,
      metric,
    });
  });

  test("dimensions named by a question of another kind are kept", () => {
    const plan = readQuestion(
      "Which merchants or segments lost most approved value this week?",
      catalogue,
    );
    expect(plan.by).toEqual(["merchant_id", "merchant_segment"]);
  });
});
