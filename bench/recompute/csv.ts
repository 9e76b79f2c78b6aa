/** Text of a CSV file: UTF-8 with or without a byte order mark, else Windows-1252. */
export const decodeText = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder("windows-1252").decode(bytes);
    throw error;
  }
};

/** The cells of each record, quotes undone (RFC 4180); blank lines are records of one empty cell. */
export function* csvRecords(text: string, delimiter: string): Generator<string[]> {
  let cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { cell, end } = readCell(text, at, delimiter);
    cells.push(cell);
    if (text[end] === delimiter) {
      at = end + 1;
      if (at < text.length) continue;
      cells.push("");
    }
    yield cells;
    cells = [];
    at = text[end] === "\r" && text[end + 1] === "\n" ? end + 2 : end + 1;
  }
}

/** The delimiter that the header uses. */
export const delimiterOf = (text: string): string => {
  const header = text.slice(0, text.indexOf("\n"));
  return header.split(";").length > header.split(",").length ? ";" : ",";
};

const readCell = (text: string, start: number, delimiter: string) => {
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && !isEnd(text[end], delimiter)) end += 1;
    return { cell: text.slice(start, end), end };
  }
  let cell = "";
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) throw new SyntaxError(`the quote at character ${start} is never closed`);
    cell += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { cell, end: quote + 1 };
    cell += '"';
    at = quote + 2;
  }
};

const isEnd = (character: string | undefined, delimiter: string): boolean =>
  character === delimiter || character === "\r" || character === "\n";
