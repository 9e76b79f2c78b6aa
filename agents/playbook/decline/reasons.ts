import { fraction } from "../../../analysis/rate.ts";
import { type About, nothing } from "../../figure-sheet.ts";
import { minimumSample } from "../../verdict.ts";
import { listWords, quoted } from "../../words.ts";
import type { Check, Desk } from "../desk.ts";
import { type ReasonChange, reasonChanges } from "./reason-rows.ts";

const mostRows = 12;

/** Why attempts are declined and what changed: per attempt and as a share of declines, since the two can move apart. */
export const reasons: Check = async (desk) => {
  const { changes, receipt } = await reasonChanges(desk);
  const [top] = changes;
  if (top === undefined || top.rate.now.numerator === 0) {
    return {
      findings: [
        {
          kind: "other",
          title: `None of ${desk.sheet.count("attempts", desk.now.counted, { receipt: desk.receipt })} attempts was declined for this`,
          text: "There is nothing to break down in [[range]].",
        },
      ],
    };
  }
  const { sheet } = desk;
  const about: About = { receipt, cell: { decline_reason: [top.reason] } };
  const unmapped = changes.find(({ reason }) => reason === "OTHER");
  return {
    findings: [
      {
        kind: "other",
        title: `The most frequent decline is ${quoted(top.reason)}: ${sheet.rate("decline_share", top.share.now, about)} of declines`,
        text: [
          `That is ${sheet.count("declined", top.rate.now.numerator, about)} declines, ${sheet.rate("decline_rate", top.rate.now, about)} of all attempts in [[range]].`,
          ...movedSentences(desk, changes, receipt),
        ].join(" "),
        severity: changes.some((change) => change.moved && isUp(change)) ? "medium" : "info",
        confidence: 0.95,
        caveats: [
          ...(unmapped && unmapped.rate.now.numerator > 0
            ? [
                `Codes that no table knows are under OTHER: ${sheet.count("declined", unmapped.rate.now.numerator, { receipt, cell: { decline_reason: ["OTHER"] } })} declines.`,
              ]
            : []),
          "A share of declines can change because others did: the rate per attempt is the one that is tested.",
        ],
        table: tableOf(desk, changes.slice(0, mostRows), receipt),
      },
    ],
  };
};

const isUp = ({ rate }: ReasonChange) =>
  (fraction(rate.now) ?? 0) > (rate.before === null ? 0 : (fraction(rate.before) ?? 0));

const movedSentences = (
  { sheet, before }: Desk,
  changes: readonly ReasonChange[],
  receipt: Desk["receipt"],
): string[] => {
  if (before === null) return [];
  const enough = Math.min(before.counted) >= minimumSample;
  const moved = changes.filter((change) => change.moved && enough);
  if (moved.length === 0) return ["No reason changed beyond chance against [[compare]]."];
  const say = (change: ReasonChange) =>
    `${quoted(change.reason)} ${isUp(change) ? "rose" : "fell"} ${change.rate.before === null ? nothing : sheet.change("decline_rate", change.rate.now, change.rate.before, { receipt, cell: { decline_reason: [change.reason] } })}`;
  return [`Per attempt, against [[compare]]: ${listWords(moved.slice(0, 4).map(say))}.`];
};

const tableOf = (
  { sheet, before }: Desk,
  changes: readonly ReasonChange[],
  receipt: Desk["receipt"],
) => ({
  columns: [
    "Reason",
    "Class",
    "Owner",
    "Declines",
    "Per attempt",
    ...(before === null ? [] : ["Change per attempt"]),
    "Share of declines",
    ...(before === null ? [] : ["Change of share"]),
  ],
  rows: changes.map(({ reason, class: declineClass, owner, rate, share }) => {
    const about: About = { receipt, cell: { decline_reason: [reason] } };
    return [
      quoted(reason),
      declineClass,
      owner,
      sheet.count("declined", rate.now.numerator, about),
      sheet.rate("decline_rate", rate.now, about),
      ...(rate.before === null ? [] : [sheet.change("decline_rate", rate.now, rate.before, about)]),
      sheet.rate("decline_share", share.now, about),
      ...(share.before === null
        ? []
        : [sheet.change("decline_share", share.now, share.before, about)]),
    ];
  }),
});
