import { createHash } from "node:crypto";
import { z } from "zod";
import { DependencyError, UsageError } from "../../../errors.ts";
import { maskCardNumbers } from "../../../lakehouse/card-number.ts";
import { arrayOf, jsonOf, objectOf } from "./loose-json.ts";

/** One request with its answer, as a line of a recording file. */
export const Recording = z.object({
  key: z.string(),
  /** How often this very request had been sent before in the run that was recorded. */
  occurrence: z.int().min(0),
  /** What the model was asked, without headers. */
  request: z.record(z.string(), z.unknown()),
  /** Of the tools' schemas alone: when they change, what was recorded is out of date. */
  tools: z.string(),
  status: z.int(),
  contentType: z.string(),
  body: z.string(),
});
export type Recording = z.infer<typeof Recording>;

/** The request with its keys in order and without what does not change the answer. */
export const canonicalRequest = (body: string): Record<string, unknown> => {
  const { user: _, metadata: _m, stream_options: _s, ...rest } = objectOf(jsonOf(body));
  return objectOf(sorted(rest)) as Record<string, unknown>;
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
};

export const keyOf = (request: Readonly<Record<string, unknown>>): string =>
  sha256(JSON.stringify(request));

export const toolsKeyOf = ({ tools }: Readonly<Record<string, unknown>>): string =>
  sha256(JSON.stringify(arrayOf(tools)));

const sha256 = (text: string): string =>
  createHash("sha256").update(text).digest("hex").slice(0, 24);

/** One recording a line. Throws UsageError for a file that is none. */
export const readRecordings = (text: string): Recording[] =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, at) => {
      const parsed = Recording.safeParse(jsonOf(line));
      if (parsed.success) return parsed.data;
      throw new UsageError(`line ${at + 1} is no recording: ${z.prettifyError(parsed.error)}`);
    });

export const recordingLine = (recording: Recording): string => {
  refuseSecrets(recording);
  return `${JSON.stringify(recording)}\n`;
};

const secrets: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["an API key", /\b(?:sk|pk|rk|dapi|ghp|gho|xox[abp]|AKIA|AIza)[-_]?[A-Za-z0-9_-]{16,}/],
  ["a bearer token", /\bbearer\s+[A-Za-z0-9._~+/-]{16,}/i],
  ["a JSON web token", /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/],
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["a password", /\b(?:password|passwd|secret|api[-_]?key)["']?\s*[:=]\s*["']?[^\s"',}]{6,}/i],
];

/** Throws DependencyError where a recording holds a secret or a card number: what is committed is read by everybody. */
export const refuseSecrets = (recording: Recording): void => {
  const texts = [...textsIn(recording.request), ...bodyTexts(recording.body)];
  for (const text of texts) {
    const found = secrets.find(([, pattern]) => pattern.test(text))?.[0];
    if (found !== undefined) throw refused(found);
    if (maskCardNumbers(text).found > 0) throw refused("a card number");
  }
};

const refused = (what: string): DependencyError =>
  new DependencyError(`The recording holds ${what} and is not written.`);

const bodyTexts = (body: string): string[] =>
  body.split("\n").flatMap((line) => {
    const parsed = jsonOf(line.replace(/^data:\s*/, ""));
    return parsed === undefined ? [line] : textsIn(parsed);
  });

const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" ? [inner, `${key}: ${inner}`] : textsIn(inner),
  );
};
