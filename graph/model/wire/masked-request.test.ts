import { expect, test } from "vitest";
import { json } from "../scripted-transport.fixture.ts";
import { maskedRequest } from "./masked-request.ts";

const sent = async (body: unknown): Promise<unknown> => {
  let seen = "";
  const transport = maskedRequest(async (request) => {
    seen = request.body;
    return json({});
  });
  const { signal } = new AbortController();
  await transport({ url: "", headers: {}, body: JSON.stringify(body), signal });
  return JSON.parse(seen);
};

test("a card number is cut in any text of a request, also in JSON inside it", async () => {
  const material = JSON.stringify({ question: "was 4111111111111111 declined?", n: 7 });
  expect(
    await sent({ messages: [{ content: material }, { content: "4111 1111 1111 1111" }] }),
  ).toEqual({
    messages: [
      { content: JSON.stringify({ question: "was 411111******1111 declined?", n: 7 }) },
      { content: "4111 11** **** 1111" },
    ],
  });
});

test("BINs, dates and counts beside each other are no card number", async () => {
  const bins = Array.from({ length: 60 }, (_, at) => String(401_234 + at * 977));
  const body = {
    messages: [{ content: JSON.stringify({ bins, days: ["2026-11-04", "2026-11-05"] }) }],
  };
  expect(await sent(body)).toEqual(body);
});
