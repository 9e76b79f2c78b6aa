import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../agents/finding.ts";
import type { AskResult } from "../graph/ask-result.ts";
import { checkGrounding } from "../graph/grounding/check-grounding.ts";
import { alterationsOf } from "./alterations.ts";
import { comparable } from "./comparable.ts";
import type { Answered, Check, ExpectedFinding, Scorer } from "./suite.ts";

const check = (about: string, passed: boolean, expected: string, got: string): Check => ({
  about,
  passed,
  expected,
  got,
});

const opening = ({ answer }: AskResult): string => answer.markdown.split("\n")[0] ?? "";

/** Exactly the specialists expected were asked. */
export const routedTo: Scorer = ({ expect }, { result }) => {
  if (expect.agents === undefined) return null;
  const wanted = [...expect.agents].sort().join(", ");
  const asked = [...(result.plan?.agents ?? [])].sort().join(", ");
  const got = `${asked || result.status} (${result.plan?.intent})`;
  return [check("agents", asked === wanted, wanted, got)];
};

/** The answer ended as expected; what was not answered holds no number, finding or proposal. */
export const endedAs: Scorer = ({ expect }, { result }) => {
  if (expect.status === undefined) return null;
  const { status, figures, findings, proposals } = result;
  const isAnswered = status === "ok" || status === "partial";
  const isEmpty = figures.length + findings.length + proposals.length === 0;
  return [
    check(
      "status",
      status === expect.status && (isAnswered || isEmpty),
      isAnswered ? expect.status : `${expect.status}, without findings`,
      `${status}: ${opening(result)}`,
    ),
  ];
};

/** The answer says all that it must and nothing that it must not. */
export const said: Scorer = ({ expect }, { result }) => {
  if (expect.says === undefined && expect.neverSays === undefined) return null;
  const { markdown } = result.answer;
  return [
    ...(expect.says ?? []).map((pattern) =>
      check("says", pattern.test(markdown), String(pattern), opening(result)),
    ),
    ...(expect.neverSays ?? []).map((pattern) =>
      check(
        "never says",
        !pattern.test(markdown),
        `not ${pattern}`,
        pattern.exec(markdown)?.[0] ?? "",
      ),
    ),
  ];
};

/** What was planted was found. */
export const found: Scorer = ({ expect }, { result }) => {
  const { finding } = expect;
  if (finding === undefined) return null;
  const passed = result.findings.some((one) => isFinding(one, finding));
  const got = result.findings.map(({ kind, title, cell }) => `${kind} ${keyOf(cell)} ${title}`);
  return [
    check(
      "finding",
      passed,
      JSON.stringify(finding, (_, value) => (value instanceof RegExp ? String(value) : value)),
      got.join(" · ") || opening(result),
    ),
  ];
};

const hourMs = 3_600_000;

const isFinding = (one: Finding, expected: ExpectedFinding): boolean =>
  (expected.kind === undefined || one.kind === expected.kind) &&
  (expected.cell === undefined || keyOf(one.cell) === keyOf(expected.cell)) &&
  (expected.mainCause === undefined ||
    keyOf(one.causes[0]?.cell ?? {}) === keyOf(expected.mainCause)) &&
  (expected.title === undefined || expected.title.test(one.title)) &&
  (expected.onset === undefined ||
    (one.onset !== null &&
      Math.abs(Date.parse(one.onset) - Date.parse(expected.onset.at)) <=
        expected.onset.withinHours * hourMs));

/** Filters in one spelling, whatever the order of their keys and values. */
export const keyOf = (filters: Readonly<Record<string, readonly string[] | undefined>>): string =>
  JSON.stringify(
    Object.entries(filters)
      .map(([dimension, values]) => [dimension, [...(values ?? [])].sort()])
      .sort(),
  );

/** The untouched answer passes the checker. */
export const staysClean: Scorer = (_, { result, vocabulary }) => [
  check("untouched", ...violations(result, result.answer.markdown, vocabulary)),
];

const violations = (
  { figures, plan, answer }: AskResult,
  markdown: string,
  vocabulary: Answered["vocabulary"],
): [passed: boolean, expected: string, got: string] => {
  if (plan === null) return [false, "an answer", "no plan"];
  const evidence = { figures, scope: plan.scope, sources: answer.sources ?? [], vocabulary };
  const faults = checkGrounding(markdown, evidence);
  const got = faults.map(({ kind, raw, message }) => `${kind} ${raw}: ${message}`).join(" · ");
  return [faults.length === 0, "no violation", got || "no violation"];
};

/** Every alteration of the answer is caught by the checker. */
export const catchesAlterations: Scorer = (_, { result, vocabulary }) =>
  alterationsOf(result.answer.markdown).map(({ kind, before, after, markdown }) => {
    const [isClean, , got] = violations(result, markdown, vocabulary);
    return check(kind, !isClean, `a violation in "${after}" (was "${before}")`, got);
  });

/** A product opened anew answers the same, byte for byte, apart from the run's id and durations. */
export const repeats: Scorer = async (_, { result, again }) => {
  const first = comparable(result);
  const second = comparable(await again());
  const differs = Object.keys(first).filter((key) => !isDeepStrictEqual(first[key], second[key]));
  return [
    check(
      "same answer",
      JSON.stringify(first) === JSON.stringify(second),
      "the same JSON",
      differs.length === 0 ? "the same JSON" : `another ${differs.join(", ")}`,
    ),
  ];
};

/** Other processes, in other time zones and locales, answer the same, byte for byte. */
export const repeatsElsewhere: Scorer = async (_, { result, elsewhere }) => {
  const here = JSON.stringify(comparable(result));
  return (await elsewhere()).map((there, at) =>
    check(
      `same answer in process ${at + 1}`,
      there === here,
      "the same JSON",
      there === here ? "the same JSON" : differenceOf(here, there),
    ),
  );
};

const differenceOf = (here: string, there: string): string => {
  let at = 0;
  while (at < here.length && here[at] === there[at]) at += 1;
  return `${here.slice(at - 20, at + 40)} here, ${there.slice(at - 20, at + 40)} there`;
};
