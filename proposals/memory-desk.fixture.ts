import type { AskResult } from "../graph/ask-result.ts";
import { scriptedResult } from "../routes/scripted-ask.ts";
import { openState, type StatePlace } from "../state/open-state.ts";
import type { Desk } from "./decide.ts";

/** A desk over a state of its own, at noon of a day; `rerun` gives what `now` says. */
export async function memoryDesk(over: Partial<Desk> = {}, place: StatePlace = "memory") {
  const state = await openState(place);
  const world: { result: AskResult } = { result: scriptedResult() };
  const desk: Desk = {
    db: state.db,
    now: () => new Date("2026-11-24T12:00:00Z"),
    rerun: async () => world.result,
    secondPersonFromMinor: null,
    ...over,
  };
  return { desk, state, world };
}
