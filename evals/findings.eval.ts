import { planted } from "./fixture/planted.ts";
import { endedAs, found, said } from "./scorers.ts";
import type { Case, Suite } from "./suite.ts";

const { drop, silence, routes, neverRetry } = planted;

/** What was planted in the fixture world must be found, and nothing where nothing was planted. */
const inWorld: readonly Case[] = [
  {
    question: "Why did the approval rate drop yesterday?",
    expect: { status: "ok", finding: { kind: "approval_drop", mainCause: drop.cell } },
  },
  {
    question: "Why did approval drop since Tuesday?",
    expect: { finding: { kind: "approval_drop", cell: drop.cell } },
  },
  {
    question: "When did the drop start, is it still going?",
    expect: {
      finding: { kind: "approval_drop", onset: { at: drop.from, withinHours: 6 } },
      says: [/`BR`/, /has not turned back/],
    },
  },
  {
    question: "Is the drop mix or rate?",
    expect: { finding: { title: /mostly rate/ } },
  },
  {
    question: "Is the drop real or a data problem?",
    expect: {
      finding: {
        kind: "missing_feed",
        cell: { source: [silence.source] },
        onset: { at: silence.from, withinHours: 0 },
      },
    },
  },
  {
    question: "Which processor should we move volume to?",
    expect: {
      finding: { kind: "route_inversion" },
      says: [new RegExp(`^\\*\\*.*\`${routes.best}\` approves .* above`)],
    },
  },
  {
    question: "Which retries waste money or risk fines?",
    expect: { finding: { kind: "rule_breach" }, says: [new RegExp(neverRetry)] },
  },
  {
    question: "Is processor B slow and does it cost approvals?",
    expect: { finding: { cell: { processor: [routes.easy] }, title: /Slowest/ } },
  },
  {
    question: 'What hides in "do not honor"?',
    expect: { says: [/Banco (?:Verde|Azul)|`BR`|`debit`/] },
  },
  {
    question: "Three things to do today, by money?",
    expect: { status: "ok", says: [/`BR`/] },
  },
  {
    question: "Did the approval rate change last week vs the week before?",
    expect: {
      says: [/no change beyond chance/],
      neverSays: [/beyond chance: the difference.*fell/],
    },
  },
  {
    question: "Do network tokens work better than card numbers?",
    expect: { says: [/no significant difference/] },
  },
  {
    question: "Are we under a card-testing attack?",
    expect: { says: [/No sign of card testing/] },
  },
];

/** What a processor's export lacks is said and never invented. */
const inExport: readonly Case[] = [
  {
    question: "Is 3DS helping or hurting, where?",
    expect: { says: [/no authentication \(3DS\) results/], neverSays: [/frictionless/] },
  },
  {
    question: "Where is fraud rising, what would tightening cost?",
    expect: { says: [/no fraud scores/] },
  },
  {
    question: "Which processor should we move volume to?",
    expect: { says: [/nothing to compare|a second processor/i] },
  },
  {
    question: "Is the processor slow?",
    expect: { says: [/no processing times/] },
  },
  {
    question: "Why did the approval rate drop yesterday?",
    expect: {
      // Counted in the file: on the last two days 19 of 80 debit cards from BR were approved (before: 6 of 7), of credit 48 of 56.
      finding: {
        kind: "approval_drop",
        mainCause: { funding_type: ["debit"], issuer_country: ["BR"] },
      },
      says: [/sample data/i],
    },
  },
  {
    question: "What was the average fraud score last week?",
    expect: { says: [/no fraud scores/] },
  },
  {
    question: "Network tokens vs card numbers, for us?",
    expect: { neverSays: [/network_token` approves/] },
  },
];

export const findings: Suite = {
  name: "findings",
  cases: [...inWorld, ...inExport.map((one): Case => ({ ...one, data: "export" }))],
  gates: [
    { name: "finding", threshold: 1, scorer: found },
    { name: "words", threshold: 1, scorer: said },
    { name: "status", threshold: 1, scorer: endedAs },
  ],
};
