const longest = 60;

/**
 * A value of the data as it may stand in text: one line, without characters that hide, reorder or end what they stand in,
 * and with nothing that a reader's program would turn into a link. Ordinary names stay as they are.
 */
export const shownValue = (value: string): string => {
  const plain = value
    .normalize("NFC")
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .replaceAll("`", "'")
    .replace(/:(?=\/)/g, " ")
    .replace(/\bwww\./gi, "www ")
    .replace(/[<>]/g, "'")
    .replace(/\](?=[([])/g, "] ")
    .trim();
  const characters = [...plain];
  return characters.length > longest
    ? `${characters.slice(0, longest - 1).join("")}…`
    : plain || "(blank)";
};
