import { type StandardisedRoute, standardisedDifference } from "../../../analysis/standardise.ts";
import { type Dimension, dimension } from "../../../lakehouse/dictionary/dimension.ts";
import { type About, nothing } from "../../figure-sheet.ts";
import type { FindingDraft } from "../../finding-draft.ts";
import { dimensionWords, listWords, quoted } from "../../words.ts";
import type { Check, CheckResult, Desk } from "../desk.ts";
import { compareRoutes, type RouteComparison } from "./compare-routes.ts";
import { shiftProposal } from "./shift-proposal.ts";

/** Values of one dimension compared on the same mix of traffic: the answer may well be "no significant difference". */
export const likeForLike =
  (route: Dimension): Check =>
  async (desk) => {
    const answer = await compareRoutes(desk, route);
    const name = dimension(route).words[0];
    if (answer.kind === "single") return nothingToCompare(desk, route, answer.values);
    if (answer.kind === "thin") return notComparable(desk, answer.comparison);
    const { comparison } = answer;
    const { routes } = comparison.standardised;
    const [leader] = routes;
    const largest = routes.toSorted((a, b) => b.raw.denominator - a.raw.denominator)[0];
    if (leader === undefined || largest === undefined) return {};
    const rival = leader === largest ? routes[1] : largest;
    if (rival === undefined) return {};
    const gap = standardisedDifference(leader, rival);
    const isReal = gap.interval[0] > 0;
    const rawLeader = routes.toSorted((a, b) => raw(b) - raw(a))[0];
    const isInverted = isReal && rawLeader !== leader;
    return {
      findings: [
        {
          ...said(desk, comparison, leader, rival, isReal),
          kind: isInverted
            ? "route_inversion"
            : isReal && leader !== largest
              ? "opportunity"
              : "other",
          severity: isReal && leader !== largest ? "medium" : isInverted ? "low" : "info",
          confidence: isReal ? 0.9 : 0.6,
          caveats: caveatsOf(comparison, isInverted, name),
          table: tableOf(desk, comparison, leader),
        },
      ],
      proposals:
        isReal && leader !== largest && route === "processor"
          ? shiftProposal(desk, comparison, leader, largest)
          : [],
    };
  };

const raw = ({ raw: { numerator, denominator } }: StandardisedRoute) => numerator / denominator;

const onTheSameMix = (heldEqual: readonly Dimension[]) =>
  `standardised to the mix of all compared traffic by ${dimensionWords(heldEqual)}`;

const said = (
  { sheet }: Desk,
  { route, heldEqual, receipt, standardised }: RouteComparison,
  leader: StandardisedRoute,
  rival: StandardisedRoute,
  isReal: boolean,
): Pick<FindingDraft, "title" | "text" | "cell"> => {
  const { difference, interval } = standardisedDifference(leader, rival);
  const [low, high] = interval;
  const metric = "first_attempt_approval_rate";
  const about: About = { receipt, derivation: onTheSameMix(heldEqual) };
  const points = sheet.pp(metric, 100 * difference, {
    ...about,
    cell: { [route]: [leader.route, rival.route] },
    interval: [100 * low, 100 * high],
  });
  const rate = (of: StandardisedRoute) =>
    sheet.share(metric, of.rate, {
      ...about,
      cell: { [route]: [of.route] },
      interval: of.interval,
    });
  const end = (value: number) =>
    sheet.pp(metric, 100 * value, {
      ...about,
      cell: { [route]: [leader.route, rival.route] },
      derivation: "end of the 95 % interval",
    });
  const covered = sheet.rate("attempts", standardised.coverage, {
    receipt,
    derivation:
      "first attempts in strata that every compared route has, of all first attempts of these routes",
  });
  const cell = { [route]: [leader.route] };
  return {
    cell,
    title: isReal
      ? `Like for like ${named(route, leader.route)} approves ${points} above ${quoted(rival.route)} on first attempts`
      : `Like for like there is no significant difference between ${named(route, leader.route)} and ${quoted(rival.route)} on first attempts (${points})`,
    text: `On the same mix of ${dimensionWords(heldEqual)}, ${quoted(leader.route)} would approve ${rate(leader)} and ${quoted(rival.route)} ${rate(rival)}; the difference lies between ${end(low)} and ${end(high)}. Comparable is ${covered} of their first attempts.`,
  };
};

const named = (route: Dimension, value: string) => `${dimension(route).words[0]} ${quoted(value)}`;

const caveatsOf = (
  { standardised, heldEqual }: RouteComparison,
  isInverted: boolean,
  name: string,
): string[] => [
  ...(isInverted
    ? [`The raw rates say the opposite: the ${name} that looks best carries easier traffic.`]
    : []),
  ...(standardised.notComparable.length > 0
    ? [
        `Left out, because too little of the traffic is comparable: ${listWords(standardised.notComparable.map(quoted))}.`,
      ]
    : []),
  `Traffic was not assigned at random: what is not held equal by ${dimensionWords(heldEqual)} can still differ.`,
];

const tableOf = (
  { sheet }: Desk,
  { route, heldEqual, receipt, standardised }: RouteComparison,
  leader: StandardisedRoute,
) => {
  const metric = "first_attempt_approval_rate";
  return {
    columns: [
      dimension(route).words[0],
      "First attempts",
      "Raw",
      "Like for like",
      "from",
      "to",
      "Against the best",
    ],
    rows: standardised.routes.map((one) => {
      const cell = { [route]: [one.route] };
      const raw: About = { receipt, cell, derivation: "sum over the route's strata" };
      const mixed: About = { receipt, cell, derivation: onTheSameMix(heldEqual) };
      const ends: About = { receipt, cell, derivation: "end of the 95 % interval" };
      const { difference } = standardisedDifference(one, leader);
      return [
        quoted(one.route),
        sheet.count("attempts", one.raw.denominator, raw),
        sheet.rate(metric, one.raw, raw),
        sheet.share(metric, one.rate, { ...mixed, interval: one.interval }),
        sheet.share(metric, one.interval[0], ends),
        sheet.share(metric, one.interval[1], ends),
        one === leader ? nothing : sheet.pp(metric, 100 * difference, mixed),
      ];
    }),
  };
};

const nothingToCompare = (
  { sheet, now, receipt }: Desk,
  route: Dimension,
  values: readonly string[],
): CheckResult => {
  const name = dimension(route).words[0];
  const [only] = values;
  const looked = sheet.count("attempts", now.counted, { receipt });
  return {
    findings: [
      {
        kind: "other",
        title:
          only === undefined
            ? `There is nothing to compare: among ${looked} attempts no ${name} is named often enough`
            : `There is nothing to compare: among ${looked} attempts only ${named(route, only)} is named often enough`,
        text: `A comparison needs two values of ${name} with enough attempts each.`,
        confidence: 1,
      },
    ],
    missing: [`the data have no second ${name} with enough attempts to compare with`],
  };
};

const notComparable = (
  { sheet }: Desk,
  { route, heldEqual, receipt, standardised }: RouteComparison,
): CheckResult => ({
  findings: [
    {
      kind: "other",
      title: `Not estimable: the values of ${dimension(route).words[0]} share too little comparable traffic`,
      text: `Of ${sheet.count("attempts", standardised.coverage.denominator, { receipt, derivation: "first attempts of all routes" })} first attempts too few lie in groups of ${dimensionWords(heldEqual)} that every route has tried; raw rates would compare different traffic.`,
      confidence: 0.9,
    },
  ],
  missing: [
    "the routes share too little comparable traffic: send a small random share of the same traffic to each",
  ],
});
