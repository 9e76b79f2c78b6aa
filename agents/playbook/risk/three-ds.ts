import type { Rate } from "../../../analysis/rate.ts";
import { authenticationFunnel, type FunnelRow } from "../../../tools/authentication-funnel.ts";
import { notGiven } from "../../../tools/scope-predicate.ts";
import type { About } from "../../figure-sheet.ts";
import { minimumSample, tooFew, verdict } from "../../verdict.ts";
import { quoted } from "../../words.ts";
import type { Check, Desk } from "../desk.ts";

/** Ways through authentication that end before the issuer is asked to approve. */
const without = ["not_requested", notGiven];

/** Does authentication help or hurt: from request to approval, frictionless in the base, against attempts without it. */
export const threeDs: Check = async (desk) => {
  const { result, receipt } = await desk.call(authenticationFunnel, { by: [], within: {} });
  const rows = result.filter((row) => row.period === "current");
  const requested = rows.filter((row) => !without.includes(row.path));
  if (requested.length === 0)
    return { missing: ["this export has no authentication (3DS) results"] };
  const { sheet } = desk;
  const about: About = { receipt, derivation: "sum over the ways through authentication" };
  const through = success(requested);
  const plain = success(rows.filter((row) => row.path === "not_requested"));
  const compared = verdict(through, plain);
  const says =
    plain.denominator < minimumSample
      ? "There are too few attempts without authentication to compare with."
      : `Without authentication ${sheet.rate("payment_success_rate", plain, about)} succeed; the difference of ${sheet.change("payment_success_rate", through, plain, about)} is ${compared.isReal ? "beyond chance" : "within chance"}.`;
  const abandoned = requested.filter((row) => ["abandoned", "failed"].includes(row.path));
  return {
    findings: [
      {
        kind: "other",
        title: `Of attempts with authentication ${sheet.rate("payment_success_rate", through, about)} end approved`,
        text: `${says} ${sheet.count("attempts", sum(abandoned, "attempts"), about)} attempts were abandoned or failed in authentication and never reached the issuer's decision as intended.`,
        confidence: 0.7,
        caveats: [
          "Authentication is asked for where risk is higher: the difference is not its effect, which only a random assignment can tell.",
        ],
        table: funnelTable(desk, rows, receipt),
      },
    ],
  };
};

const sum = (rows: readonly FunnelRow[], column: "attempts" | "sent" | "approved") =>
  rows.reduce((total, row) => total + row[column], 0);

const success = (rows: readonly FunnelRow[]): Rate => ({
  numerator: sum(rows, "approved"),
  denominator: sum(rows, "attempts"),
});

const funnelTable = ({ sheet }: Desk, rows: readonly FunnelRow[], receipt: Desk["receipt"]) => ({
  columns: [
    "Authentication",
    "Attempts",
    "Sent to the issuer",
    "Approved of sent",
    "Approved of all",
  ],
  rows: rows
    .toSorted((a, b) => b.attempts - a.attempts)
    .map((row) => {
      const about: About = { receipt, derivation: `attempts whose authentication was ${row.path}` };
      const rate = (denominator: number) =>
        denominator < minimumSample
          ? tooFew
          : sheet.rate("approval_rate", { numerator: row.approved, denominator }, about);
      return [
        quoted(row.path),
        sheet.count("attempts", row.attempts, about),
        sheet.count("attempts", row.sent, about),
        rate(row.sent),
        rate(row.attempts),
      ];
    }),
});
