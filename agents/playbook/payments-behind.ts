import { paymentsBehind } from "../../tools/payments-behind.ts";
import { quoted } from "../words.ts";
import type { Check } from "./desk.ts";

const shownRows = 20;

/** The attempts behind a number: their exact count and the newest of them. */
export const paymentsBehindCheck: Check = async (desk) => {
  const { sheet, task } = desk;
  const outcome =
    task.metric === "approved" || task.metric === "approved_amount"
      ? "approved"
      : task.metric === "declined" || task.metric === "declined_amount"
        ? "declined"
        : "all";
  const { result, receipt } = await desk.call(paymentsBehind, {
    within: {},
    outcome,
    rows: shownRows,
  });
  const which = outcome === "all" ? "" : `${outcome} `;
  return {
    findings: [
      {
        kind: "other",
        title: `${sheet.count("attempts", result.total, { receipt, derivation: "exact count of the matching attempts" })} ${which}attempts are behind this`,
        text: "The table holds the newest of them; cards and persons are not shown.",
        confidence: 1,
        table: {
          columns: ["Attempt", "Amount", "Outcome", "Processor", "Network", "Issuer country"],
          rows: result.attempts.map((attempt) => [
            quoted(attempt.transaction_id),
            sheet.money("attempts", attempt.amount_minor, attempt.currency, { receipt }),
            attempt.is_approved ? "approved" : quoted(attempt.decline_reason ?? "declined"),
            ...[attempt.processor, attempt.card_network, attempt.issuer_country].map((value) =>
              value === null ? "—" : quoted(value),
            ),
          ]),
        },
      },
    ],
  };
};
