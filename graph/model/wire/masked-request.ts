import { DependencyError } from "../../../errors.ts";
import { maskQuestion } from "../../question/mask-question.ts";
import { jsonOf } from "./loose-json.ts";
import type { Transport } from "./transport.ts";

/** A transport that sends no full card number, wherever in a request one got to. */
export const maskedRequest =
  (transport: Transport): Transport =>
  (request) => {
    const body = jsonOf(request.body);
    if (body === undefined) throw new DependencyError("a request to the model is no JSON");
    return transport({ ...request, body: JSON.stringify(masked(body)) });
  };

/** Why into texts that are JSON: between two values of a list stand no letters, and so BINs would look like one number. */
const masked = (value: unknown): unknown => {
  if (typeof value === "string") {
    const inner = /^\s*[[{]/.test(value) ? jsonOf(value) : undefined;
    return inner === undefined ? maskQuestion(value) : JSON.stringify(masked(inner));
  }
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner)]));
};
