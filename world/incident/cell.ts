import type { Filters } from "../../lakehouse/scope.ts";
import type { Payment } from "../demand/payment.ts";
import { countryCodes } from "../entity/country.ts";
import { processors } from "../entity/processor.ts";
import { segments } from "../entity/segment.ts";
import { entryModes, fundings, solutions } from "../entity/vocabulary.ts";
import type { AttemptOutcome } from "../simulation/attempt.ts";

type Value = (payment: Payment, outcome: AttemptOutcome) => string | undefined;

/** The dimensions that incidents are bound to, by their names in the dictionary. */
const values: Readonly<Partial<Record<keyof Filters, Value>>> = {
  processor: (_payment, { processor }) => processors[processor]?.name,
  source: (_payment, { processor }) => processors[processor]?.source,
  payment_solution: (payment, { uses3ds }) => (uses3ds ? "3ds" : solutions[payment.solution]),
  issuer: ({ card }) => card.issuer.name,
  issuer_country: ({ card }) => countryCodes[card.country],
  card_bin: ({ card }) => String(card.bin),
  funding_type: ({ card }) => fundings[card.funding],
  merchant_id: ({ merchant }) => merchant.id,
  merchant_segment: ({ merchant }) => segments[merchant.segment]?.name,
  entry_mode: (payment) => entryModes[payment.entryMode],
};

/** Whether attempts lie in a cell: every dimension of it has one of its values. */
export const cellTest = (
  cell: Filters,
): ((payment: Payment, outcome: AttemptOutcome) => boolean) => {
  const tests = Object.entries(cell).map(([dimension, accepted]) => {
    const value = values[dimension as keyof Filters];
    if (value === undefined) throw new Error(`no incident is bound to ${dimension}`);
    return (payment: Payment, outcome: AttemptOutcome) =>
      accepted?.includes(value(payment, outcome) ?? "") ?? false;
  });
  return (payment, outcome) => tests.every((test) => test(payment, outcome));
};
