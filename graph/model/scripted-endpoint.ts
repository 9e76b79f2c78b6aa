import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { probeTool } from "./capability.ts";
import type { ModelSettings } from "./model-settings.ts";

export interface Request {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly response_format?: unknown;
  readonly stream?: boolean;
  readonly tools?: readonly { readonly function: { readonly name: string } }[];
}

/** What the endpoint does with a request: text is a completion's content, a number an HTTP status, a function anything. */
export type Reply = string | number | ((response: ServerResponse) => void);

export interface ScriptedEndpoint extends AsyncDisposable {
  readonly settings: ModelSettings;
  readonly requests: readonly Request[];
}

/** To the question whether it can call tools every endpoint here says yes, and does not count it. */
const ready: Reply = (response) => {
  const call = { id: "1", type: "function", function: { name: probeTool.name, arguments: "{}" } };
  const message = { role: "assistant", content: null, tool_calls: [call] };
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify({ choices: [{ index: 0, finish_reason: "tool_calls", message }] }));
};

/** A local endpoint that speaks OpenAI's chat completions and answers what it is told to, the last reply again and again. */
export const scriptedEndpoint = async (
  replies: readonly Reply[] | ((request: Request) => Reply),
  timeoutMs = 2_000,
): Promise<ScriptedEndpoint> => {
  const requests: Request[] = [];
  const server = createServer(async (incoming, response) => {
    let body = "";
    for await (const chunk of incoming) body += chunk;
    const request: Request = JSON.parse(body);
    if (request.tools?.[0]?.function.name === probeTool.name) {
      respond(response, ready);
      return;
    }
    const at = Math.min(requests.length, replies.length - 1);
    const reply = typeof replies === "function" ? replies(request) : replies[at];
    requests.push(request);
    respond(response, reply ?? 500);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    settings: { baseUrl: `http://127.0.0.1:${port}/v1`, name: "scripted", apiKey: null, timeoutMs },
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const respond = (response: ServerResponse, reply: Reply): void => {
  if (typeof reply === "function") {
    reply(response);
    return;
  }
  const status = typeof reply === "number" ? reply : 200;
  const body =
    typeof reply === "number"
      ? { error: { message: "scripted failure" } }
      : {
          id: "c-1",
          object: "chat.completion",
          created: 0,
          model: "scripted",
          choices: [
            { index: 0, finish_reason: "stop", message: { role: "assistant", content: reply } },
          ],
        };
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
};
