import { UsageError } from "../errors.ts";
import { readAudit, verifyAudit } from "../state/audit.ts";
import { defineCommand } from "./command.ts";
import { dataOption, jsonOption, withData } from "./shared-options.ts";
import { renderTable } from "./table.ts";

const shown = 50;

export const audit = defineCommand({
  name: "audit",
  summary: "Show who did what, or verify that no row was altered",
  operands: "[verify]",
  examples: [
    { line: "pay audit", does: `the newest ${shown} entries` },
    { line: "pay audit verify", does: "goes through the whole chain; 5 if a row does not fit" },
    { line: "pay audit verify --head 812:9f2c…", does: "and it still holds what was noted then" },
  ],
  options: {
    head: {
      type: "string",
      value: "SEQ:HASH",
      describe: "a head that an earlier verify printed and that you kept elsewhere",
    },
    data: dataOption,
    json: jsonOption,
  },
  notes:
    "Each row holds the hash of the one before. Whoever may write the state could write the whole chain anew: keep a head where they cannot.",
  async run({ values, positionals }, { config, openState, stdout, stderr }) {
    const [action, ...more] = positionals;
    if ((action !== undefined && action !== "verify") || more.length > 0)
      throw new UsageError("Say pay audit, or pay audit verify.");
    const { db, close } = await openState(withData(config(), values.data));
    try {
      if (action === undefined) {
        const rows = (await readAudit(db, shown)).map(({ previous: _, hash: __, ...row }) => row);
        stdout.write(values.json ? `${JSON.stringify(rows)}\n` : `${renderTable(rows)}\n`);
        return 0;
      }
      const verdict = await verifyAudit(db, values.head);
      if (values.json) stdout.write(`${JSON.stringify(verdict)}\n`);
      else if (verdict.broken === null)
        stdout.write(`${verdict.rows} rows, none altered. Head: ${verdict.head}\n`);
      else stderr.write(`Row ${verdict.broken.seq} does not fit: ${verdict.broken.why}.\n`);
      return verdict.broken === null ? 0 : 5;
    } finally {
      await close();
    }
  },
});
