import type { Recording } from "./recording.ts";

type Leaf = readonly [path: string, value: string];

const mostShown = 6;
const longestShown = 120;

/** Where a request differs from the recorded one that is most like it, for whoever has to record again. */
export const nearestDifference = (
  request: Readonly<Record<string, unknown>>,
  recordings: readonly Recording[],
): string => {
  const asked = new Map(leaves(request));
  const scored = recordings.map((recording) => {
    const known = new Map(leaves(recording.request));
    const paths = [...new Set([...asked.keys(), ...known.keys()])];
    const different = paths.filter((path) => asked.get(path) !== known.get(path));
    return { known, different, share: different.length / Math.max(1, paths.length) };
  });
  const [nearest] = scored.toSorted((a, b) => a.share - b.share);
  if (nearest === undefined) return "nothing is recorded";
  const shown = nearest.different
    .slice(0, mostShown)
    .map((path) => differenceAt(path, nearest.known.get(path), asked.get(path)));
  const more = nearest.different.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("\n");
};

const leaves = (value: unknown, path = ""): Leaf[] => {
  if (typeof value !== "object" || value === null) return [[path, JSON.stringify(value) ?? ""]];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, path === "" ? key : `${path}.${key}`),
  );
};

/** Long texts are shown from where they part. */
const differenceAt = (path: string, recorded = "nothing", asked = "nothing"): string => {
  let at = 0;
  while (at < recorded.length && recorded[at] === asked[at]) at += 1;
  const from = Math.max(0, at - 20);
  const cut = (text: string): string =>
    `${from > 0 ? "…" : ""}${text.slice(from, from + longestShown)}`;
  return `${path}: recorded ${cut(recorded)}, asked ${cut(asked)}`;
};
