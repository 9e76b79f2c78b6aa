import { UsageError } from "../errors.ts";
import { type Caller, localCaller } from "../lakehouse/access/caller.ts";
import { approve, type Desk } from "../proposals/decide.ts";
import { showProposal, showProposals } from "../proposals/proposal-view.ts";
import { rerun } from "../proposals/rerun.ts";
import { reject, revert, snooze } from "../proposals/set-aside.ts";
import { defineCommand } from "./command.ts";
import type { CommandContext } from "./command-context.ts";
import { proposalLines, proposalRow } from "./proposal-lines.ts";
import { dataOption, instantOf, jsonOption, withData } from "./shared-options.ts";
import { renderTable } from "./table.ts";

const actions = ["show", "approve", "reject", "snooze", "revert"] as const;
type Action = (typeof actions)[number];

export const proposals = defineCommand({
  name: "proposals",
  summary: "List what agents propose, look at one, decide it",
  operands: "[show|approve|reject|snooze|revert ID…]",
  examples: [
    { line: "pay proposals", does: "what waits for a decision" },
    { line: "pay proposals show p-1a2b3c4d5e", does: "change, effect, evidence, guardrails" },
    {
      line: "pay proposals approve p-1a2b3c4d5e",
      does: "computes the evidence again and applies it",
    },
    {
      line: 'pay proposals reject p-1a2b3c4d5e p-5e4d3c2b1a --reason "contract ends"',
      does: "several at once",
    },
    { line: "pay proposals snooze p-1a2b3c4d5e --until 2026-12-01", does: "asks again then" },
    {
      line: 'pay proposals revert p-1a2b3c4d5e --reason "costs rose"',
      does: "sets what was before",
    },
  ],
  options: {
    reason: { type: "string", value: "TEXT", describe: "why; reject and revert need it" },
    until: { type: "string", value: "ISO", describe: "until when to snooze" },
    edit: {
      type: "string",
      value: "JSON",
      describe: "approve this instead of what is proposed, in the shape of the change",
    },
    all: { type: "boolean", default: false, describe: "list decided ones too" },
    data: dataOption,
    json: jsonOption,
  },
  notes:
    "Approving runs the agent again: where it no longer proposes the same, nothing is applied and the command exits with 5.",
  async run({ values, positionals }, context) {
    const [action, ...ids] = positionals;
    const config = withData(context.config(), values.data);
    const { db, close } = await context.openState(config);
    const now = () => new Date();
    try {
      if (action === undefined) {
        const found = await showProposals(db, values.all ? null : "new", now());
        if (values.json) context.stdout.write(`${JSON.stringify(found)}\n`);
        else if (found.length === 0) context.stderr.write("Nothing waits for a decision.\n");
        else context.stdout.write(`${renderTable(found.map(proposalRow))}\n`);
        return 0;
      }
      const known = actionOf(action, ids);
      const desk: Desk = {
        db,
        now,
        secondPersonFromMinor: config.secondPersonFromMinor,
        async rerun(runId) {
          const product = await context.openProduct(config);
          try {
            return await rerun(db, product, runId, context.signal);
          } finally {
            await product.close();
          }
        },
      };
      const by = await whoDecides(context);
      const said = await act(known, { desk, ids, by, values });
      const shown = await Promise.all(ids.map((id) => showProposal(db, id, now())));
      if (values.json)
        context.stdout.write(`${JSON.stringify(known === "show" ? shown[0] : shown)}\n`);
      else if (known === "show")
        context.stdout.write(`${shown.flatMap(proposalLines).join("\n")}\n`);
      else context.stdout.write(`${said}\n`);
      return 0;
    } finally {
      await close();
    }
  },
});

interface Act {
  readonly desk: Desk;
  readonly ids: readonly string[];
  readonly by: Caller;
  readonly values: {
    readonly reason?: string | undefined;
    readonly until?: string | undefined;
    readonly edit?: string | undefined;
  };
}

/** Does what was asked and says what came of it. */
async function act(action: Action, { desk, ids, by, values }: Act): Promise<string> {
  const now = desk.now();
  const { reason } = values;
  const [id = ""] = ids;
  switch (action) {
    case "show":
      return "";
    case "approve": {
      const decided = await approve(desk, { id, by, reason, edit: editOf(values.edit) });
      if (decided.status === "waiting")
        return `${id} is approved by ${by.name}; a second person must approve the same.`;
      return decided.version === null
        ? `${id} is taken on; it changes no setting.`
        : `${id} is applied: configuration ${decided.version}.`;
    }
    case "reject":
      await reject(desk.db, ids, { by, now, reason });
      return `Rejected: ${ids.join(", ")}.`;
    case "snooze": {
      if (values.until === undefined) throw new UsageError("Say until when: --until 2026-12-01");
      const until = new Date(instantOf("--until", values.until));
      await snooze(desk.db, ids, { by, now, until, reason });
      return `Snoozed until ${until.toISOString()}: ${ids.join(", ")}.`;
    }
    case "revert": {
      const version = await revert(desk.db, id, { by, now, reason });
      return `${id} is reverted: configuration ${version}.`;
    }
  }
}

function actionOf(text: string, ids: readonly string[]): Action {
  const action = actions.find((one) => one === text);
  if (action === undefined)
    throw new UsageError(`pay proposals knows ${actions.join(", ")}, not ${text}.`);
  const takesMany = action === "reject" || action === "snooze";
  if (ids.length === 0 || (ids.length > 1 && !takesMany))
    throw new UsageError(
      `Name ${takesMany ? "proposals" : "one proposal"}: pay proposals ${action} p-…`,
    );
  return action;
}

function editOf(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`--edit takes JSON, such as '{"rule":"never"}'.`, { cause });
  }
}

/** Whoever ACCESS_TOKEN says where there is an ACCESS_FILE, else whoever sits at this machine. */
const whoDecides = async ({ whoAsks, config }: CommandContext): Promise<Caller> =>
  whoAsks === undefined ? localCaller : whoAsks(config());
