/** Where live events go. Resolves when they were taken; until then whoever sends must wait. */
export interface Outlet {
  send(lines: readonly string[], signal: AbortSignal): Promise<void>;
}
