/** Test numbers of the networks; none was ever issued. */
export const testNumbers: readonly string[] = [
  "4111111111111111",
  "4222222222222",
  "5555555555554444",
  "2223003122003222",
  "378282246310005",
  "30569309025904",
  "6011111111111117",
  "3530111333300000",
  "6200000000000005",
  "4000000000000000006",
];

const grouped = (digits: string, separator: string): string =>
  digits.replace(/(.{4})(?=.)/g, `$1${separator}`);
const inScript = (digits: string, zero: number): string =>
  digits.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

const spellings: readonly ((digits: string) => string)[] = [
  (digits) => digits,
  (digits) => grouped(digits, " "),
  (digits) => grouped(digits, "-"),
  (digits) => grouped(digits, "."),
  (digits) => grouped(digits, "/"),
  (digits) => grouped(digits, "\u00A0"),
  (digits) => grouped(digits, "\u200D"),
  (digits) => grouped(digits, " - "),
  (digits) => [...digits].join(" "),
  (digits) => [...digits].join("\u200B"),
  (digits) => inScript(digits, 0xff10),
  (digits) => inScript(digits, 0x0660),
  (digits) => inScript(digits, 0x1d7ce),
  (digits) => `card:${digits}.`,
  (digits) => `"${grouped(digits, "_")}"`,
];

/** 150 ways to write a full card number. */
export const cardNumberForms: readonly { readonly digits: string; readonly text: string }[] =
  testNumbers.flatMap((digits) => spellings.map((spell) => ({ digits, text: spell(digits) })));

/** The digits of a text, whatever their script and whatever stands between them. */
export const digitsIn = (text: string): string =>
  [...text.normalize("NFKC")]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      return code >= 0x660 && code <= 0x669 ? String(code - 0x660) : character;
    })
    .join("")
    .replace(/[^\d*a-z]/gi, "");
