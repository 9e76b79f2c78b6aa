import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { Proposal } from "../agents/proposal.ts";
import { renderStatement } from "../graph/answer/render-statement.ts";
import type { AskResult } from "../graph/ask-result.ts";
import { appendAudit } from "../state/audit.ts";
import { insertProposal, openStates, type ProposalRow, proposalsOf } from "../state/proposals.ts";
import type { Database } from "../state/state-tables.ts";

/** How long a change that was rejected or taken back is not proposed again. */
const quietMs = 30 * 86_400_000;

/**
 * Keeps the proposals of a run that nobody has on the table: not one that waits for a decision, is in force, or was rejected
 * or taken back within a month. Gives the ids of those that are new.
 */
export async function registerProposals(
  tx: Database,
  { result, at, by }: { result: AskResult; at: Date; by: string },
): Promise<string[]> {
  const made: string[] = [];
  const figures = new Map(result.figures.map((figure) => [figure.id, figure]));
  for (const proposal of result.proposals) {
    const known = await proposalsOf(tx, proposal.dedupKey);
    if (known.some((row) => stands(row, proposal, at))) continue;
    const { text } = renderStatement(
      { template: proposal.title, scope: proposal.scope, onset: null, constants: "words" },
      figures,
    );
    const id = idOf(proposal.dedupKey, known.length);
    const now = at.toISOString();
    const isNew = await insertProposal(tx, {
      id,
      dedup_key: proposal.dedupKey,
      state: "new",
      agent: proposal.agent,
      kind: proposal.kind,
      body: JSON.stringify({ ...proposal, title: text }),
      run_id: result.runId,
      snoozed_until: null,
      applied_version: null,
      superseded_by: null,
      created_at: now,
      updated_at: now,
    });
    if (isNew) made.push(id);
  }
  const { runId } = result;
  await appendAudit(
    tx,
    made.map((id) => ({
      at: at.toISOString(),
      who: by,
      what: "proposal.made",
      subject: id,
      detail: { runId },
    })),
  );
  return made;
}

function stands(row: ProposalRow, proposal: Proposal, at: Date): boolean {
  if (openStates.includes(row.state)) return true;
  const isSame = isDeepStrictEqual(proposalIn(row).diff.new, proposal.diff.new);
  if (row.state === "applied") return isSame;
  const isRefused = row.state === "rejected" || row.state === "reverted";
  return isRefused && isSame && at.getTime() - Date.parse(row.updated_at) < quietMs;
}

/** The proposal as its agent made it. */
export const proposalIn = ({ body }: Pick<ProposalRow, "body">): Proposal =>
  Proposal.parse(JSON.parse(body));

const idOf = (dedupKey: string, made: number): string =>
  `p-${createHash("sha256").update(`${made} ${dedupKey}`).digest("hex").slice(0, 10)}`;
