import { z } from "zod";
import { UsageError } from "../errors.ts";
import { incidentKinds } from "../world/incident/incident-kind.ts";
import { loadPolicy } from "../world/policy/load-policy.ts";
import { policyNames, type WorldOptions } from "../world/world-options.ts";
import { nearest } from "./nearest.ts";

const dayMs = 86_400_000;
/** Retries make the attempts about a sixth more than the payments. */
const paymentsPerAttempt = 6 / 7;

/** What `pay world` is given, as written. */
export interface WorldFlags {
  readonly seed: string;
  readonly days: string;
  readonly "payments-per-day"?: string | undefined;
  readonly rate?: string | undefined;
  readonly incidents: string;
  readonly policy: string;
  readonly "ends-at"?: string | undefined;
}

const whole = z.string().regex(/^\d+$/, "must be a whole number").transform(Number);

const Incidents = z.string().transform((text, context) => {
  if (text === "all" || text === "none") return text;
  const kinds = text.split(",").map((kind) => kind.trim());
  const unknown = kinds.filter((kind) => !incidentKinds.some((known) => known === kind));
  if (unknown.length === 0) return incidentKinds.filter((kind) => kinds.includes(kind));
  const meant = nearest(unknown[0] ?? "", incidentKinds);
  context.addIssue({
    code: "custom",
    message: `no incident is called ${unknown.join(", ")}.${meant === undefined ? "" : ` Did you mean ${meant}?`} They are: all, none, ${incidentKinds.join(", ")}`,
  });
  return z.NEVER;
});

const Midnight = z
  .string()
  .transform((text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text))
  .pipe(
    z.iso
      .datetime({ offset: true, error: "must be a day like 2026-11-01, or its midnight in UTC" })
      .refine((at) => Date.parse(at) % dayMs === 0, "must be a midnight in UTC"),
  );

const Flags = z
  .object({
    seed: whole,
    days: whole,
    "payments-per-day": whole.optional(),
    rate: z.coerce.number("must be a number").positive("must be above 0").optional(),
    incidents: Incidents,
    policy: z.string().min(1),
    "ends-at": Midnight.optional(),
  })
  .refine((flags) => flags.rate === undefined || flags["payments-per-day"] === undefined, {
    path: ["rate"],
    error: "--rate and --payments-per-day say the same: give one of them",
  });

const defaultPaymentsPerDay = 10_000;

/**
 * The world that the flags ask for. Without `--ends-at` it ends with the last midnight in UTC before `now`. Throws UsageError with
 * everything that is wrong.
 */
export async function readWorldOptions(flags: WorldFlags, now: Date): Promise<WorldOptions> {
  const parsed = Flags.safeParse(flags);
  if (!parsed.success)
    throw new UsageError(
      `${parsed.error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`).join("\n")}\nSee: pay world --help`,
    );
  const { seed, days, rate, incidents, policy, "ends-at": endsAt } = parsed.data;
  const paymentsPerDay =
    rate === undefined
      ? (parsed.data["payments-per-day"] ?? defaultPaymentsPerDay)
      : Math.max(1, Math.round(rate * 86_400 * paymentsPerAttempt));
  const lastMidnight = new Date(Math.floor(now.getTime() / dayMs) * dayMs).toISOString();
  const named = policyNames.find((name) => name === policy);
  return {
    seed,
    days,
    paymentsPerDay,
    incidents,
    policy: named ?? (await loadPolicy(policy)),
    endsAt: endsAt ?? lastMidnight,
  };
}

/** The server of `--url`. Throws UsageError for anything but http and https. */
export function readServerUrl(text: string): URL {
  const parsed = z.url({ protocol: /^https?$/ }).safeParse(text);
  if (!parsed.success)
    throw new UsageError(`--url: ${text} is no address like http://127.0.0.1:8000`);
  return new URL(parsed.data);
}
