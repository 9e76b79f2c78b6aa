import { benjaminiHochberg } from "../../../analysis/benjamini-hochberg.ts";
import { type AgainstPeers, againstPeers } from "../../../analysis/expected-rate.ts";
import type { Dimension } from "../../../lakehouse/dictionary/dimension.ts";
import { dataCoverage } from "../../../tools/data-coverage.ts";
import { declineCells } from "../../../tools/decline-cells.ts";
import type { Receipt } from "../../../tools/receipt.ts";
import { notGiven } from "../../../tools/scope-predicate.ts";
import type { About } from "../../figure-sheet.ts";
import { proposalOf } from "../../proposal-draft.ts";
import { minimumSample } from "../../verdict.ts";
import { cellWords, dimensionWords, quoted } from "../../words.ts";
import type { Check, Desk } from "../desk.ts";

const heldEqual = ["issuer_country", "funding_type", "card_network", "amount_bucket"] as const;

/** Share of false discoveries among the issuers that are named. */
const falseDiscoveryRate = 0.01;
/** Percentage points of excess from which an issuer is worth a call. */
const worthACallPp = 5;

/** Issuers (or BINs) that decline more than their peers do on the same kind of traffic. */
export const abnormalIssuers: Check = async (desk) => {
  const { result: coverage } = await desk.call(dataCoverage, { within: {} });
  const member: Dimension | null =
    coverage.issuer > 0 ? "issuer" : coverage.card_bin > 0 ? "card_bin" : null;
  if (member === null) return { missing: ["this export names neither issuers nor BINs"] };

  const by = [member, ...heldEqual];
  const { result, receipt } = await desk.call(declineCells, { by, within: {}, reason: null });
  const rows = result.filter((row) => row.period === "current" && row.by_1 !== notGiven);
  const judged = againstPeers(
    rows.map((row) => ({
      member: row.by_1 ?? "",
      stratum: JSON.stringify([row.by_2, row.by_3, row.by_4, row.by_5]),
      rate: { numerator: row.declined, denominator: row.counted },
    })),
  ).filter(({ observed }) => observed.denominator >= minimumSample);
  const stands = benjaminiHochberg(
    judged.map(({ p }) => p),
    falseDiscoveryRate,
  );
  const abnormal = judged
    .filter((entry, index) => stands[index] && entry.z > 0)
    .toSorted((a, b) => excess(b) - excess(a))
    .slice(0, 10);
  const missing =
    member === "card_bin" ? ["this export names no issuers: BINs stand in for them"] : [];
  return {
    findings: [findingOf(desk, member, judged.length, abnormal, receipt)],
    proposals: abnormal
      .filter((entry) => pointsOf(entry) >= worthACallPp)
      .slice(0, 3)
      .map((entry) =>
        proposalOf(
          {
            kind: "issuer_outreach",
            title: `Ask ${cellWords({ [member]: [entry.member] })} why it declines more than its peers`,
            target: `${member}.${entry.member}`,
            diff: { old: "no contact recorded", new: "send the evidence through the acquirer" },
            evidence: [receipt.id],
            guardrails: ["Send counts and codes, never card data."],
          },
          desk,
        ),
      ),
    missing,
  };
};

const excess = ({ observed, expected }: AgainstPeers) => observed.numerator - expected;
const pointsOf = (entry: AgainstPeers) => (100 * excess(entry)) / entry.observed.denominator;

const findingOf = (
  { sheet }: Desk,
  member: Dimension,
  judged: number,
  abnormal: readonly AgainstPeers[],
  receipt: Receipt,
) => {
  const [worst] = abnormal;
  const looked = sheet.count("attempts", judged, {
    receipt,
    derivation: "members with enough attempts",
  });
  const figures = (entry: AgainstPeers) => {
    const about: About = {
      receipt,
      cell: { [member]: [entry.member] },
      derivation: "sum over the strata that peers share",
    };
    const expected = { ...about, derivation: "peers' decline rates on the same kinds of traffic" };
    return {
      observed: sheet.rate("decline_rate", entry.observed, about),
      expected: sheet.share("decline_rate", entry.expected / entry.observed.denominator, expected),
      points: sheet.pp("decline_rate", pointsOf(entry), {
        ...expected,
        derivation: "observed minus expected",
      }),
      n: sheet.count("attempts", entry.observed.denominator, about),
    };
  };
  const cell = worst === undefined ? {} : { [member]: [worst.member] };
  const shown = abnormal.map((entry) => ({ entry, ...figures(entry) }));
  return {
    kind: "issuer_change" as const,
    title:
      worst === undefined || shown[0] === undefined
        ? `None of ${looked} ${dimensionWords([member])} values declines beyond its peers`
        : `${cellWords(cell)} declines ${shown[0].observed} of attempts, where its peers' rates would give ${shown[0].expected}`,
    text: `Compared were ${looked} values of ${dimensionWords([member])}, each with its own traffic held equal by ${dimensionWords(heldEqual)}; those with too few attempts are left out.`,
    cell,
    severity: worst === undefined ? ("info" as const) : ("medium" as const),
    confidence: 0.9,
    caveats: ["Traffic can differ in ways that the loaded fields do not hold."],
    table:
      shown.length === 0
        ? null
        : {
            columns: [
              dimensionWords([member]),
              "Attempts",
              "Declined",
              "Expected of peers",
              "Excess",
            ],
            rows: shown.map(({ entry, n, observed, expected, points }) => [
              quoted(entry.member),
              n,
              observed,
              expected,
              points,
            ]),
          },
  };
};
