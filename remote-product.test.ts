import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { RefusedError } from "./errors.ts";
import { remoteProduct } from "./remote-product.ts";

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handle);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  opened.push(() => server.close());
  return { pid: process.pid, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const onlyForToken = (request: IncomingMessage, response: ServerResponse) => {
  const isKnown = request.headers.authorization === "Bearer of-ana";
  response.writeHead(isKnown ? 200 : 401, { "content-type": "application/json" });
  response.end(JSON.stringify(isKnown ? [{ n: 1 }] : { type: "about:blank", detail: "who?" }));
};

test("shows the server the token of whoever asks", async () => {
  const server = await serve(onlyForToken);
  await expect(remoteProduct(server, "of-ana").sql("SELECT 1")).resolves.toEqual([{ n: 1 }]);
});

test.each([null, "of-nobody"])(
  "says what to set when the server does not know %s",
  async (token) => {
    const server = await serve(onlyForToken);
    const asked = remoteProduct(server, token).sql("SELECT 1");
    await expect(asked).rejects.toThrow(RefusedError);
    await expect(asked).rejects.toThrow("set ACCESS_TOKEN");
  },
);
