import { z } from "zod";
import { Proposal } from "../agents/proposal.ts";
import { Filters } from "../lakehouse/scope.ts";

const Setting = z.object({
  kind: Proposal.shape.kind,
  /** What is set, such as `retry.INSUFFICIENT_FUNDS`. */
  target: z.string(),
  /** The traffic that it is set for; `{}` is all. */
  filters: Filters,
  value: z.unknown(),
  /** What was there when it was first set: a share is moved against it. */
  was: z.unknown(),
  /** The proposal that set it last. */
  proposalId: z.string(),
});
type Setting = z.infer<typeof Setting>;

/** What decided proposals have set. What is not in it stays as the checkout has it. */
export const Configuration = z.object({ settings: z.array(Setting) });
export type Configuration = z.infer<typeof Configuration>;

export const parseConfiguration = (content: string | undefined): Configuration =>
  content === undefined ? { settings: [] } : Configuration.parse(JSON.parse(content));

/** The configuration with one setting made or replaced. */
export function withSetting({ settings }: Configuration, setting: Setting): Configuration {
  const first = settings.find((other) => isSame(other, setting)) ?? setting;
  const kept = settings.filter((other) => !isSame(other, setting));
  return {
    settings: [...kept, { ...setting, was: first.was }].sort((a, b) =>
      keyOf(a) < keyOf(b) ? -1 : 1,
    ),
  };
}

/** The configuration without what a proposal set: what stood there in `before` stands again. */
export function withoutProposal(
  { settings }: Configuration,
  proposalId: string,
  before: Configuration,
): Configuration {
  const undone = settings.filter((setting) => setting.proposalId === proposalId);
  const kept = { settings: settings.filter((setting) => setting.proposalId !== proposalId) };
  return undone
    .flatMap((setting) => before.settings.find((other) => isSame(other, setting)) ?? [])
    .reduce(withSetting, kept);
}

const keyOf = ({ target, filters }: Setting): string => JSON.stringify([target, filters]);
const isSame = (a: Setting, b: Setting): boolean => keyOf(a) === keyOf(b);
