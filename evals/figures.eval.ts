import { figureGrid } from "./figure-grid.ts";
import {
  dayBeforeYesterday,
  firstWeek,
  last7Days,
  last14Days,
  lastWeek,
  november,
  october,
  sameDayLastWeek,
  sinceTuesday,
  today,
  weekBefore,
  yesterday,
} from "./figure-ranges.ts";
import type { FigureSpec } from "./oracle/oracle.ts";
import { statesFigure } from "./states-figure.ts";
import type { Case, Suite } from "./suite.ts";

const brazil = { issuer_country: ["BR"] };
const mexico = { issuer_country: ["MX"] };

const is = (question: string, figure: FigureSpec): Case => ({ question, expect: { figure } });
/** Somewhere in the answer, as a row of its table is. */
const holds = (question: string, figure: FigureSpec): Case => ({
  question,
  expect: { figure: { ...figure, where: "anywhere" } },
});

const rateInBrazil = "What was the approval rate in Brazil last week?";

const cases: readonly Case[] = [
  is("What was the approval rate yesterday?", { metric: "approval_rate", range: yesterday }),
  is("What was the approval rate last week?", { metric: "approval_rate", range: lastWeek }),
  is("Approval rate in October", { metric: "approval_rate", range: october }),
  is("What is the approval rate this month?", { metric: "approval_rate", range: november }),
  is("What is today's approval rate?", { metric: "approval_rate", range: today }),
  is("What was the approval rate over the last 7 days?", {
    metric: "approval_rate",
    range: last7Days,
  }),
  is("What was the approval rate in the last 14 days?", {
    metric: "approval_rate",
    range: last14Days,
  }),
  is("What was the approval rate from 2026-10-05 to 2026-10-11?", {
    metric: "approval_rate",
    range: firstWeek,
  }),
  is("What was the approval rate on 28 October?", {
    metric: "approval_rate",
    range: sameDayLastWeek,
  }),
  is("What is the approval rate since Tuesday?", {
    metric: "approval_rate",
    range: sinceTuesday,
  }),
  is("What was the approval rate on Tuesday?", {
    metric: "approval_rate",
    range: dayBeforeYesterday,
  }),
  is(rateInBrazil, {
    metric: "approval_rate",
    range: lastWeek,
    filters: brazil,
  }),
  is("Qual foi a taxa de aprovação no Brasil ontem?", {
    metric: "approval_rate",
    range: yesterday,
    filters: brazil,
  }),
  is("¿Cuál fue la tasa de aprobación en México la semana pasada?", {
    metric: "approval_rate",
    range: lastWeek,
    filters: mexico,
  }),
  is("Wie hoch war die Genehmigungsrate in Deutschland letzte Woche?", {
    metric: "approval_rate",
    range: lastWeek,
    filters: { issuer_country: ["DE"] },
  }),
  is("What was the approval rate of Brazilian debit cards yesterday?", {
    metric: "approval_rate",
    range: yesterday,
    filters: { ...brazil, funding_type: ["debit"] },
  }),
  is("What was the approval rate for Visa debit last week?", {
    metric: "approval_rate",
    range: lastWeek,
    filters: { card_network: ["visa"], funding_type: ["debit"] },
  }),
  is("What was the approval rate for processor A last week?", {
    metric: "approval_rate",
    range: lastWeek,
    filters: { processor: ["A"] },
  }),
  is("What was the approval rate in Brazil or Mexico last week?", {
    metric: "approval_rate",
    range: lastWeek,
    filters: { issuer_country: ["BR", "MX"] },
  }),
  is("What was the approval rate of luna-games last week?", {
    metric: "approval_rate",
    range: lastWeek,
    filters: { merchant_id: ["luna-games"] },
  }),
  is("What was the approval rate of Banco Verde in October?", {
    metric: "approval_rate",
    range: october,
    filters: { issuer: ["Banco Verde"] },
  }),
  is("What was the approval rate for BIN 403456 in October?", {
    metric: "approval_rate",
    range: october,
    filters: { card_bin: ["403456"] },
  }),
  is("What was the approval rate for Travel in EUR last week?", {
    metric: "approval_rate",
    range: lastWeek,
    filters: { merchant_segment: ["Travel"], currency: ["EUR"] },
  }),
  is("What was the cross-border approval rate in October?", {
    metric: "approval_rate",
    range: october,
    filters: { is_cross_border: ["true"] },
  }),
  is("What was the first-attempt approval rate last week?", {
    metric: "first_attempt_approval_rate",
    range: lastWeek,
  }),
  is("What was the first attempt approval rate in Brazil in October?", {
    metric: "first_attempt_approval_rate",
    range: october,
    filters: brazil,
  }),
  is("What was the net approval rate last week?", {
    metric: "net_approval_rate",
    range: lastWeek,
  }),
  is("What was the net approval rate for feed-2 in October?", {
    metric: "net_approval_rate",
    range: october,
    filters: { source: ["feed-2"] },
  }),
  is("What was the decline rate in Mexico last week?", {
    metric: "decline_rate",
    range: lastWeek,
    filters: mexico,
  }),
  is("How many attempts were there last week?", { metric: "attempts", range: lastWeek }),
  is("How many payments did we have in October?", { metric: "payments", range: october }),
  is("How many attempts were approved yesterday?", { metric: "approved", range: yesterday }),
  is("How many attempts were declined in Brazil yesterday?", {
    metric: "declined",
    range: yesterday,
    filters: brazil,
  }),
  is("What was the approved amount last week?", { metric: "approved_amount", range: lastWeek }),
  is("What was the approved amount in BRL last week?", {
    metric: "approved_amount",
    range: lastWeek,
    filters: { currency: ["BRL"] },
    currency: "BRL",
  }),
  is("What was the declined amount in October?", { metric: "declined_amount", range: october }),
  is("What was the dispute rate in October?", { metric: "dispute_rate", range: october }),
  is("What was the fraud dispute rate in October?", {
    metric: "fraud_dispute_rate",
    range: october,
  }),
  is("What was the average fraud score last week?", {
    metric: "avg_fraud_score",
    range: lastWeek,
  }),
  is("Why did the approval rate drop yesterday?", {
    metric: "approval_rate",
    range: yesterday,
    against: sameDayLastWeek,
  }),
  is("How did the approval rate change last week vs the week before?", {
    metric: "approval_rate",
    range: lastWeek,
    against: weekBefore,
  }),
  is("Why did approval fall since 3 November compared with 27 October to 28 October?", {
    metric: "approval_rate",
    range: sinceTuesday,
    against: ["2026-10-27T00:00:00Z", "2026-10-29T00:00:00Z"],
  }),
  {
    ...is("and for Mexico?", { metric: "approval_rate", range: lastWeek, filters: mexico }),
    after: rateInBrazil,
  },
  {
    ...is("and yesterday?", { metric: "approval_rate", range: yesterday, filters: brazil }),
    after: rateInBrazil,
  },
  {
    ...is("Same but for debit cards", {
      metric: "approval_rate",
      range: lastWeek,
      filters: { ...brazil, funding_type: ["debit"] },
    }),
    after: rateInBrazil,
  },
  {
    ...is("Same but by amount", {
      metric: "approval_rate_by_amount",
      range: lastWeek,
      filters: brazil,
      currency: "BRL",
    }),
    after: rateInBrazil,
  },
  holds("Did the approval rate change last week vs the week before?", {
    metric: "approval_rate",
    range: weekBefore,
  }),
  holds("Approval rate by issuer country last week", {
    metric: "approval_rate",
    range: lastWeek,
    filters: mexico,
  }),
  holds("Approval rate by processor and funding type in October", {
    metric: "approval_rate",
    range: october,
    filters: { processor: ["C"], funding_type: ["prepaid"] },
  }),
  holds("Net approval rate by merchant last week", {
    metric: "net_approval_rate",
    range: lastWeek,
    filters: { merchant_id: ["sol-mercado"] },
  }),
  holds("Top decline reasons last week", {
    metric: "decline_rate",
    range: lastWeek,
    filters: { decline_reason: ["INSUFFICIENT_FUNDS"] },
  }),
  holds("Top decline reasons in Brazil yesterday", {
    metric: "decline_share",
    range: yesterday,
    filters: { ...brazil, decline_reason: ["DO_NOT_HONOR"] },
  }),
  holds("Top decline reasons in October", {
    metric: "decline_rate",
    range: october,
    filters: { decline_reason: ["OTHER"] },
  }),
  holds("Which processor is slow?", {
    metric: "latency_p95",
    range: last7Days,
    filters: { processor: ["B"] },
  }),
  holds("Which processor is slow in October?", {
    metric: "latency_p50",
    range: october,
    filters: { processor: ["A"] },
  }),
  holds("Which merchant lost most approved value last week?", {
    metric: "approved_amount",
    range: weekBefore,
    filters: { merchant_id: ["luna-retail"] },
  }),
];

export const figures: Suite = {
  name: "figures",
  cases: [...cases, ...figureGrid],
  gates: [{ name: "figure", threshold: 1, scorer: statesFigure }],
};
