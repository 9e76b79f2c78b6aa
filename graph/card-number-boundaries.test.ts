import { describe, expect, test } from "vitest";
import { z } from "zod";
import { cardNumberForms, digitsIn } from "../lakehouse/card-number-forms.fixture.ts";
import { createAsk } from "./create-ask.ts";
import { createChat } from "./model/chat.ts";
import { golden } from "./model/scripted-models.fixture.ts";
import { scripted } from "./model/scripted-transport.fixture.ts";
import { uncounted } from "./model/spending.ts";
import { readQuestion } from "./question/read-question.ts";
import {
  collect,
  findingOf,
  planFor,
  reportOf,
  scriptedAgent,
  scriptedAgents,
  scriptedDependencies,
} from "./scripted-run.ts";

const { signal } = new AbortController();

describe("150 forms of a card number leave at no boundary", () => {
  test("in a question: not in an event, an answer or a request to the model, whatever the reader makes of it", async () => {
    const { settings, heard } = scripted(golden);
    const agent = scriptedAgent("performance", reportOf({ findings: [findingOf()] }));
    const dependencies = scriptedDependencies(scriptedAgents([agent]), planFor(["performance"]));
    // Why: the reader refuses such a question; here it is made to go on.
    const careless = createAsk({ ...dependencies, model: settings });
    const careful = createAsk({ ...dependencies, readQuestion, model: settings });
    for (let from = 0; from < cardNumberForms.length; from += 15) {
      const forms = cardNumberForms.slice(from, from + 15);
      const question = `How did ${forms.map(({ text }) => text).join(" and ")} do yesterday?`;
      for (const ask of [careless, careful]) {
        const told = digitsIn(
          JSON.stringify(await collect(ask({ question, threadId: "t" }, { signal }))),
        );
        for (const { digits } of forms) expect(told).not.toContain(digits);
      }
    }
    for (const { body } of heard)
      for (const { digits } of cardNumberForms) expect(digitsIn(body)).not.toContain(digits);
  });

  test("in what a model says, streamed in pieces or whole", async () => {
    for (const { digits, text } of cardNumberForms) {
      const { settings } = scripted(({ part }) => ({
        say: part === "probe" ? "" : JSON.stringify({ text: `It was ${text} again` }),
      }));
      const reply = await createChat(settings).ask({
        system: "# Answer",
        human: `about ${text}?`,
        reply: z.object({ text: z.string() }),
        signal,
        spending: uncounted,
      });
      expect(digitsIn(reply.text)).not.toContain(digits);
    }
  });
});
