import { BaseCallbackHandler } from "@langchain/core/callbacks/base";

/**
 * Stands in the place of LangChain's tracer. LangChain adds one by itself when it finds LANGSMITH_TRACING or one of its
 * older names in the environment, and would then send questions and findings to a hosted service; it does not when a
 * handler of that name is there.
 */
class NoTracing extends BaseCallbackHandler {
  readonly name = "langchain_tracer";

  /** Asked by LangChain of a handler with this name: there is no trace to go on from. */
  getRunTreeWithTracingConfig(): undefined {
    return undefined;
  }
}

export const noTracing = new NoTracing();
