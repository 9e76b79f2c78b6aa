import { DependencyError } from "../../../errors.ts";
import { maskQuestion } from "../../question/mask-question.ts";
import { jsonOf } from "./loose-json.ts";
import type { Transport } from "./transport.ts";

/** A transport that sends no full card number, wherever in a request one got to. */
export const maskedRequest =
  (transport: Transport): Transport =>
  (request) => {
    if (jsonOf(request.body) === undefined)
      throw new DependencyError("a request to the model is no JSON");
    const body = JSON.stringify(
      JSON.parse(request.body, (_, value: unknown) =>
        typeof value === "string" ? maskQuestion(value) : value,
      ),
    );
    return transport({ ...request, body });
  };
