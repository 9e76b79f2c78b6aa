import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "server-"));
});
afterAll(() => rmSync(dataDir, { recursive: true }));

function start(settings: Record<string, string>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "server.ts")], {
    // biome-ignore lint/style/noProcessEnv: the server is started as a shell would start it
    env: { ...process.env, DATA_DIR: dataDir, ...settings },
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => (said.stdout += text));
  child.stderr.on("data", (text) => (said.stderr += text));
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, said, exited };
}

function until(child: ChildProcess, said: { stderr: string }, words: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const match = words.exec(said.stderr);
      if (match !== null) resolve(match[1] ?? match[0]);
    };
    child.stderr?.on("data", look);
    child.once("exit", () => reject(new Error(`stopped before ${words}: ${said.stderr}`)));
    look();
  });
}

const pay = async (...argv: string[]): Promise<string> => {
  const cli = join(import.meta.dirname, "cli.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...argv, "--data", dataDir]);
  return stdout;
};

test("starts on nothing, answers from the sample, serves, and stops when told to", {
  timeout: 120_000,
}, async () => {
  const { child, said, exited } = start({ PORT: "0" });
  const url = await until(child, said, /(http:\/\/\S+)/);
  const starting = (await (await fetch(`${url}/health`)).json()) as { status: string };
  expect(["starting", "ok"]).toContain(starting.status);

  // Asked while the sample is being loaded: the answer waits for the data.
  const chat = await fetch(`${url}/api/chat`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ question: "What are the top decline reasons?" }),
  });
  expect(await chat.text()).toMatch(/event: run.finished\nid: .+\ndata: .*"status":"ok"/);

  await until(child, said, /Ask more/);
  // Why wait: stdout is another pipe than stderr, and may be read later.
  await vi.waitFor(() => expect(said.stdout).toMatch(/sample/i));
  const health = await (await fetch(`${url}/health`)).json();
  expect(health).toMatchObject({ status: "ok", isSample: true, mode: "playbook" });
  const [, receipt] = /Receipts: (r-[0-9a-f]{12})/.exec(said.stdout) ?? [];
  expect((await fetch(`${url}/api/receipts/${receipt}`)).status).toBe(200);

  const sent = await fetch(`${url}/api/events`, {
    method: "POST",
    headers: { "content-type": "application/x-ndjson" },
    body: `{"transaction_id":"live-1","event_timestamp":"2020-01-01T00:00:00Z","merchant_id":"m","amount":"1.00","currency":"USD","is_approved":true}`,
  });
  expect(await sent.json()).toMatchObject({ accepted: 1, rejected: 0 });

  // The server owns the lakehouse: the terminal hands files over to it and asks it.
  const file = join(dataDir, "landed.ndjson");
  writeFileSync(
    file,
    `{"transaction_id":"landed-1","event_timestamp":"2020-01-01T00:00:00Z","merchant_id":"m","amount":"1.00","currency":"USD","is_approved":true}`,
  );
  expect(JSON.parse(await pay("load", file, "--json"))).toMatchObject({ rowsLoaded: 1 });
  const live =
    "SELECT transaction_id FROM payments_enriched_silver WHERE event_date = '2020-01-01' ORDER BY 1";
  await vi.waitFor(
    async () =>
      expect(JSON.parse(await pay("sql", live, "--json"))).toEqual([
        { transaction_id: "landed-1" },
        { transaction_id: "live-1" },
      ]),
    { timeout: 20_000, interval: 500 },
  );
  expect(JSON.parse(await pay("agent", "retry", "--json"))).toHaveProperty("status");
  await expect(pay("sql", "SELECT nothing")).rejects.toThrow(/nothing/);

  const taken = start({ PORT: new URL(url).port });
  expect(await taken.exited).toBe(4);
  expect(taken.said.stderr).toContain("Set PORT");

  child.kill("SIGTERM");
  expect(await exited).toBe(0);
  expect(said.stderr).toMatch(/stopped\n$/);
});

test("refuses to start with settings it cannot use", async () => {
  const { said, exited } = start({ PORT: "eighty" });
  expect(await exited).toBe(2);
  expect(said.stderr).toContain("PORT");
});
