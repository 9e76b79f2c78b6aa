import { maskCardNumbers } from "../../card-number.ts";

/**
 * Masks card numbers in the values of a JSON object, except in the fields that hold ids. Text that is no JSON is masked
 * as a whole. The text is kept as it is where nothing was found.
 */
export function maskJson(
  text: string,
  idFields: ReadonlySet<string>,
): { readonly text: string; readonly found: number; readonly isJson: boolean } {
  const parsed = parse(text);
  if (parsed === undefined) return { ...maskCardNumbers(text), isJson: false };
  let found = 0;
  const masked: unknown = JSON.parse(text, (key, value: unknown) => {
    if (idFields.has(key) || (typeof value !== "string" && typeof value !== "number")) return value;
    const result = maskCardNumbers(String(value));
    found += result.found;
    return result.found > 0 ? result.text : value;
  });
  return { text: found > 0 ? JSON.stringify(masked) : text, found, isJson: true };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
