/** Splits one CSV record into its fields, forgiving what writers get wrong: quotes inside unquoted fields, text after a closing quote. */
export function parseRecord(text: string, delimiter: string): string[] {
  const fields: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const { value, end } =
      text[at] === '"' ? quotedField(text, at, delimiter) : plainField(text, at, delimiter);
    fields.push(value);
    at = end + 1;
  }
  return fields;
}

/** Writes one CSV record so that every reader reads the same fields from it. */
export const formatRecord = (fields: readonly string[], delimiter: string): string =>
  fields.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter);

function plainField(text: string, start: number, delimiter: string) {
  const end = text.indexOf(delimiter, start);
  const stop = end === -1 ? text.length : end;
  return { value: text.slice(start, stop), end: stop };
}

function quotedField(text: string, start: number, delimiter: string) {
  let value = "";
  let at = start + 1;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    if (quote === -1) break;
    value += text.slice(at, quote);
    const next = text[quote + 1];
    if (next === delimiter || next === undefined) return { value, end: quote + 1 };
    value += '"';
    at = next === '"' ? quote + 2 : quote + 1;
  }
  return { value: value + text.slice(at), end: text.length };
}
