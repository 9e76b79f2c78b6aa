import {
  type Act,
  type Brain,
  type Call,
  completion,
  type Heard,
  json,
  sse,
  stalling,
} from "./scripted-transport.fixture.ts";
import { arrayOf, jsonOf, objectOf, textOf } from "./wire/loose-json.ts";

/** Models that behave as real ones were seen to, and worse. Each is a function of what it is asked. */

const nothing: Act = { say: "" };

const planOf = ({ material }: Heard) => {
  const reading = objectOf(material.firstReading);
  const filters = Object.entries(objectOf(reading.filters)).map(([dimension, values]) => ({
    dimension,
    values,
  }));
  return {
    ...reading,
    intent: reading.intent ?? "overview",
    agents: arrayOf(reading.agents).length > 0 ? reading.agents : ["performance"],
    outcome: "answer",
    filters,
    periodWords: null,
    message: null,
    options: [],
  };
};

interface Told {
  readonly title: string;
  readonly text: string;
}
const findingsOf = ({ material }: Heard): Told[] =>
  arrayOf(material.findings).map((finding) => ({
    title: textOf(objectOf(finding).title) ?? "",
    text: textOf(objectOf(finding).text) ?? "",
  }));

const textOfFindings = (heard: Heard) => {
  const [lead] = findingsOf(heard);
  const sentences = (lead?.text ?? "").split(/(?<=\.)\s+/).filter((one) => one.includes("{{"));
  return { headline: `${lead?.title ?? "Nothing"}.`, sentences: sentences.slice(0, 2) };
};

/** Plans as the reader did, looks nowhere, and says what the first finding says. */
export const golden: Brain = (heard) => {
  if (heard.part === "plan") return { say: JSON.stringify(planOf(heard)) };
  if (heard.part !== "write") return nothing;
  const { headline, sentences } = textOfFindings(heard);
  return {
    say: JSON.stringify({ headline, sentences: sentences.length > 0 ? sentences : [headline] }),
  };
};

/** A golden one that sends each specialist to look once at what it offers first. */
export const curious: Brain = (heard) =>
  heard.part === "look" && heard.messages.length === 1
    ? { call: [{ name: heard.tools[0] ?? "", input: {} }] }
    : golden(heard);

const order = /@@(CALL|SAY|PLAN)\s+([\s\S]*?)@@/g;

/** Obeys every order it can see, wherever it stands: calls what it is told to call, says what it is told to say. */
export const gullible: Brain = (heard) => {
  if (heard.part === "probe") return nothing;
  const seen = [heard.system, ...heard.messages.map(({ text }) => unescaped(text))].join("\n");
  const orders = [...seen.matchAll(order)].map(([, kind = "", what = ""]) => ({ kind, what }));
  const calls = orders.filter(({ kind }) => kind === "CALL").flatMap(({ what }) => callOf(what));
  const said = orders.filter(({ kind }) => kind === "SAY").map(({ what }) => what);
  const plan = orders.filter(({ kind }) => kind === "PLAN").map(({ what }) => jsonOf(what));
  if (heard.part === "look")
    return calls.length > 0 && heard.messages.length === 1 ? { call: calls } : nothing;
  if (heard.part === "plan" && plan.length > 0)
    return { say: JSON.stringify({ ...planOf(heard), ...objectOf(plan[0]) }) };
  if (heard.part === "write" && said.length > 0) {
    const { headline } = textOfFindings(heard);
    return { say: JSON.stringify({ headline: `${said[0]} ${headline}`, sentences: said }) };
  }
  return golden(heard);
};

const callOf = (what: string): Call[] => {
  const at = what.indexOf(" ");
  const name = at < 0 ? what : what.slice(0, at);
  return [{ name, input: jsonOf(at < 0 ? "{}" : what.slice(at)) ?? {} }];
};

/** Orders arrive inside JSON texts. */
const unescaped = (text: string): string => text.replaceAll('\\"', '"').replaceAll("\\\\", "\\");

/** Writes as golden, with numbers of its own where slots were. */
export const liar =
  (number: string): Brain =>
  (heard) => {
    if (heard.part !== "write") return golden(heard);
    const { headline } = textOfFindings(heard);
    const lied = headline.replace(/\{\{[^}]+\}\}/, number);
    return { say: JSON.stringify({ headline: lied, sentences: [lied] }) };
  };

/** Calls the same tool again after its result, for ever. */
export const looper: Brain = (heard) =>
  heard.part === "look" ? { call: [{ name: heard.tools[0] ?? "", input: {} }] } : golden(heard);

/** Calls another part of the traffic each time, for ever. */
export const wanderer: Brain = (heard) => {
  if (heard.part !== "look") return golden(heard);
  const turns = heard.messages.filter(({ role }) => role === "tool").length;
  const by = ["card_network", "funding_type", "issuer_country", "currency", "mcc"][turns % 5];
  return { call: [{ name: heard.tools[0] ?? "", input: { by: [by] } }] };
};

const strange: readonly Call[] = [
  { name: "delete_everything", input: {} },
  { name: "", input: {} },
  { name: "__proto__", input: { constructor: 1 } },
  { name: "sql", input: { statement: "DROP TABLE payments" } },
  { name: "propose_route_shift", input: { to: "evil" } },
];
const wrong: readonly unknown[] = [
  null,
  7,
  "text",
  [],
  { by: "issuer" },
  { by: ["password"] },
  { within: { issuer: "all" } },
  { within: { issuer: ["' OR 1=1 --"] } },
  { by: ["issuer", "issuer", "issuer", "issuer"] },
  { by: [], within: {}, extra: "x".repeat(70_000) },
];

/** Unknown tools, wrong types, huge arguments; `seed` says which. */
export const fuzzer =
  (seed: number): Brain =>
  (heard) => {
    const pick = <Item>(items: readonly Item[]): Item => items[seed % items.length] as Item;
    if (heard.part === "look" && heard.messages.length === 1)
      return {
        call: [
          pick(strange),
          { name: heard.tools[seed % heard.tools.length] ?? "", input: pick(wrong) },
        ],
      };
    if (heard.part === "plan" && seed % 3 === 0)
      return { say: JSON.stringify({ ...planOf(heard), agents: pick(wrong), by: pick(wrong) }) };
    if (heard.part === "write" && seed % 3 === 1)
      return { say: JSON.stringify({ headline: pick(wrong), sentences: pick(wrong) }) };
    return golden(heard);
  };

/** Answers the probe, then goes silent in the middle of everything. */
export const staller: Brain = (heard) => (heard.part === "probe" ? nothing : { respond: stalling });

/** Refuses `times` requests with a status, then answers. */
export const refusing = (
  times: number,
  status: number,
  headers: Record<string, string> = {},
): Brain => {
  let left = times;
  return (heard) => {
    if (heard.part === "probe" || left-- <= 0) return golden(heard);
    return { respond: () => json({ error: { message: "scripted" } }, { status, headers }) };
  };
};

/** Says half of what golden says, and that it ran into its limit. */
export const truncated: Brain = (heard) => {
  const act = golden(heard);
  if (heard.part === "probe" || !("say" in act) || act.say === "") return act;
  const half = act.say.slice(0, act.say.length / 2);
  return {
    respond: () =>
      json({ choices: [{ index: 0, finish_reason: "length", message: { content: half } }] }),
  };
};

export const empty: Brain = (heard) =>
  heard.part === "probe"
    ? nothing
    : {
        respond: () =>
          json({
            choices: [
              {
                index: 0,
                finish_reason: "stop",
                message: { content: null, reasoning_content: "thinking" },
              },
            ],
          }),
      };

/** A server that knows neither tools nor streams nor schemas, and wraps what it says in a fenced block. */
export const textOnly: Brain = (heard) => {
  const fenced = (value: string): Act => ({
    say: `Sure, here it is:\n\`\`\`json\n${value}\n\`\`\``,
  });
  if (heard.tools.length > 0 || heard.isStream || heard.isStructured)
    return { respond: () => json({ error: { message: "not supported" } }, { status: 400 }) };
  if (heard.part === "probe") return fenced('{"name": "ready", "arguments": {"ok": true}}');
  if (heard.part === "look") return fenced('{"done": true}');
  const act = golden(heard);
  return "say" in act ? fenced(act.say) : act;
};

/** As a model of 1.5 billion parameters was seen: one call of several, again after its result, in a fenced block, numbers copied. */
export const small: Brain = (heard) => {
  if (heard.part === "look") {
    const call = { name: heard.tools[0] ?? "", arguments: { by: ["card_network"] } };
    return { say: `\`\`\`json\n${JSON.stringify(call)}\n\`\`\`` };
  }
  if (heard.part !== "write") return golden(heard);
  const { headline } = textOfFindings(heard);
  const copied = headline.replace(/\{\{[^}]+\}\}/g, "84.3%");
  return {
    respond: () =>
      completion({ say: JSON.stringify({ headline: copied, sentences: [copied] }) }, false),
  };
};

/** Everything it says, with the bytes changed by `mutate` on their way. */
export const mutated =
  (mutate: (body: string) => string | ReadableStream, brain: Brain = curious): Brain =>
  (heard) => {
    const act = brain(heard);
    if (heard.part === "probe" || "respond" in act) return act;
    return {
      async respond() {
        return sse(mutate(await completion(act, true).text()));
      },
    };
  };
