import { canonicalRequest, keyOf, type Recording, refuseSecrets, toolsKeyOf } from "./recording.ts";
import type { Transport } from "./transport.ts";

/**
 * Passes requests on and hands every answer that came whole to `keep`. Rejects, after the answer, where a recording would
 * hold a secret or a card number.
 */
export const recorded = (transport: Transport, keep: (recording: Recording) => void): Transport => {
  const asked = new Map<string, number>();
  return async (request) => {
    const canonical = canonicalRequest(request.body);
    const key = keyOf(canonical);
    const occurrence = asked.get(key) ?? 0;
    asked.set(key, occurrence + 1);
    const response = await transport(request);
    const body = await response.text();
    const contentType = response.headers.get("content-type") ?? "application/json";
    const { status } = response;
    if (response.ok) {
      const tools = toolsKeyOf(canonical);
      const recording = { key, occurrence, request: canonical, tools, status, contentType, body };
      refuseSecrets(recording);
      keep(recording);
    }
    return new Response(body, { status, headers: { "content-type": contentType } });
  };
};
