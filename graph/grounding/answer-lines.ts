/** One line of an answer as the checker reads it. `cells` is null outside tables. */
export interface AnswerLine {
  readonly text: string;
  readonly cells: readonly string[] | null;
}

const isTableRule = (line: string): boolean => /^\|[\s:|-]+\|$/.test(line);

/** Cells of a table row are joined by this, in the checker and in sources. */
export const cellSeparator = " | ";

/** The lines of a markdown answer that say something: no blank lines, no table rules, no list, heading or bold marks. */
export const answerLines = (markdown: string): AnswerLine[] =>
  markdown
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !isTableRule(line))
    .map(readLine);

const readLine = (line: string): AnswerLine => {
  if (!line.startsWith("|") || !line.endsWith("|")) return { text: plainLine(line), cells: null };
  const cells = line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));
  return { text: cells.join(cellSeparator), cells };
};

/** A line without the marks that only say how it looks. */
export const plainLine = (line: string): string =>
  line
    .trim()
    .replace(/^(?:#{1,6}|[-*>])\s+/, "")
    .replaceAll("**", "")
    .trim();
