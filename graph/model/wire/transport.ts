/** One request to a model's endpoint as it goes over the wire. */
export interface WireRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
  readonly signal: AbortSignal;
}

/**
 * The only way to a model's endpoint, under the client: live, recorded, replayed or scripted. Rejects with what fetch
 * rejects with, or with a DependencyError that says what is wrong.
 */
export type Transport = (request: WireRequest) => Promise<Response>;

/** Over the network. */
export const liveTransport: Transport = ({ url, headers, body, signal }) =>
  fetch(url, { method: "POST", headers, body, signal });

/** A transport in the place where a client wants `fetch`. */
export const asFetch =
  (transport: Transport): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    return transport({
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
      signal: request.signal,
    });
  };
