import { isDeepStrictEqual } from "node:util";
import { keyOf } from "./scorers.ts";
import type { Check, Scorer } from "./suite.ts";

/**
 * With a model, whatever it does: the question is understood as without one, everything the playbooks found is there, what
 * answers the question comes first, and the answer says where the model was replaced.
 */
export const rightOrHonest: Scorer = async (_, { result, playbook }) => {
  const alone = await playbook();
  const { markdown } = result.answer;
  const kept = new Set(result.findings.map(({ id }) => id));
  const lost = alone.findings.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  const said = result.mode === "model" || markdown.includes("Model unavailable (");
  return [
    held("status", alone.status, result.status),
    held("intent", alone.plan?.intent, result.plan?.intent),
    held("period", alone.plan?.scope.range, result.plan?.scope.range),
    held(
      "filters",
      keyOf(alone.plan?.scope.filters ?? {}),
      keyOf(result.plan?.scope.filters ?? {}),
    ),
    held("first finding", alone.findings[0]?.id, result.findings[0]?.id),
    held("findings lost", [], lost),
    held("says how it was made", true, said),
  ];
};

const held = (about: string, expected: unknown, got: unknown): Check => ({
  about,
  passed: isDeepStrictEqual(expected, got),
  expected: JSON.stringify(expected) ?? "nothing",
  got: JSON.stringify(got) ?? "nothing",
});
