import { DependencyError } from "../../../errors.ts";

const longestLine = 4_000_000;

/**
 * The data of each server-sent event: cut at any byte, ended by any of the three line ends, with comments, without a
 * blank line at the end. Several data lines of an event come as one, as the standard says.
 */
export async function* readSse(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  let data: string[] = [];
  const take = (line: string): string | null => {
    if (line === "") {
      const event = data.length > 0 ? data.join("\n") : null;
      data = [];
      return event;
    }
    if (line.startsWith("data:")) data.push(line.slice(line.startsWith("data: ") ? 6 : 5));
    return null;
  };
  for await (const bytes of body) {
    rest += decoder.decode(bytes, { stream: true });
    if (rest.length > longestLine) throw new DependencyError("its stream is garbled");
    // Why: a CR at the end may be the first half of a CRLF.
    const whole = rest.endsWith("\r") ? rest.length - 1 : rest.length;
    const lines = rest.slice(0, whole).split(/\r\n|\r|\n/);
    rest = (lines.pop() ?? "") + rest.slice(whole);
    for (const line of lines) {
      const event = take(line);
      if (event !== null) yield event;
    }
  }
  for (const line of [...(rest + decoder.decode()).split(/\r\n|\r|\n/), ""]) {
    const event = take(line);
    if (event !== null) yield event;
  }
}
