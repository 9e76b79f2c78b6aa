import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { DependencyError } from "../errors.ts";

/** Longer than a heartbeat: what is silent for so long is a peer that reads no more. */
const idleSocketMs = 120_000;

export interface Listener {
  readonly url: string;
  /** Takes no more requests and resolves when the open ones have ended; cuts them off after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

interface Listening {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/** Serves an app over HTTP. Throws DependencyError when the address cannot be had. */
export async function listen(
  app: { fetch(request: Request): Response | Promise<Response> },
  { host, port }: Listening,
): Promise<Listener> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.timeout = idleSocketMs;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => reject(refusal(cause, host, port)));
    server.listen(port, host, resolve);
  });
  return {
    url: urlOf(server),
    close(graceMs) {
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      return new Promise((resolve) => {
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      });
    },
  };
}

function refusal(cause: NodeJS.ErrnoException, host: string, port: number): DependencyError {
  const why: Partial<Record<string, string>> = {
    EADDRINUSE: "something else listens there. Set PORT to a free port, such as PORT=0 for any",
    EACCES: "this account may not listen there. Set PORT to one above 1023",
    EADDRNOTAVAIL: "this machine has no such address. Set HOST to one that it has",
    ENOTFOUND: "there is no such host. Set HOST to an address of this machine",
  };
  const reason = why[cause.code ?? ""] ?? cause.message;
  return new DependencyError(`Cannot listen on ${host}:${port}: ${reason}.`, { host, port, cause });
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on TCP");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
