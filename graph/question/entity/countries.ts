import { foldedWords } from "../words/token.ts";

const languages = ["en", "es", "pt", "de", "fr"] as const;
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** Names that Intl does not know: short forms, and what people call the country's cards. */
const spoken: Readonly<Record<string, string>> = {
  AR: "argentine|argentinian|argentino|argentina|argentinos",
  AU: "australian|aussie",
  AT: "austrian",
  BE: "belgian",
  BR: "brazilian|brazilians|brasil|brasileno|brasilena|brasilenas|brasileiro|brasileira|brasileiros|brasileiras|brasilianisch|brasilianische|brasilianischen|bresilien|bresilienne|bresiliennes|bresiliens",
  CA: "canadian",
  CH: "swiss",
  CL: "chilean|chileno|chilena",
  CN: "chinese",
  CO: "colombian|colombiano|colombiana",
  CZ: "czech|czech republic|tschechien",
  DE: "german|germans|alemana|alemanas|aleman|alemao|alema|deutsch|deutsche|deutschen|allemand|allemande|allemandes",
  DK: "danish",
  ES: "spanish|espanol|espanola|espanolas|espanhol|espanhola|spanisch|spanische|spanischen",
  FI: "finnish",
  FR: "french|frances|francesa|francesas|franzosisch|franzosische|franzosischen|francais|francaise|francaises",
  GB: "uk|u k|great britain|britain|british|england|english|reino unido|inglaterra|britisch|britische|grossbritannien|united kingdom",
  GR: "greek",
  HU: "hungarian",
  IE: "irish",
  IN: "indian",
  IT: "italian|italiano|italiana|italianas|italienisch|italienische",
  JP: "japanese|japones|japonesa|japanisch|japanische",
  KR: "korean|korea|south korea",
  MX: "mexican|mexicano|mexicana|mexicanas|mexicanos|mexikanisch|mexikanische|mexikanischen|mexicain|mexicaine|mexicaines|mexicains",
  NL: "dutch|holland|the netherlands",
  NO: "norwegian",
  NZ: "new zealander",
  PL: "polish",
  PT: "portuguese|portugues|portuguesa|portugiesisch|portugiesische",
  RU: "russian",
  SE: "swedish",
  TR: "turkish|turkey",
  US: "usa|u s|u s a|american|americans|america|united states|the states|estados unidos|eeuu|ee uu|eua|estadounidense|norteamericano|amerikanisch|amerikanische|amerikanischen",
  ZA: "south african",
};

/** Every country by name in five languages, and by what people call it, folded → ISO 3166 alpha-2. */
export const countryNames: ReadonlyMap<string, string> = new Map([
  ...languages.flatMap((language) => {
    const names = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
    return regionCodes().flatMap((code): [string, string][] => {
      const phrase = foldedWords(names.of(code) ?? "").join(" ");
      return phrase === "" ? [] : [[phrase, code]];
    });
  }),
  ...Object.entries(spoken).flatMap(([code, list]) =>
    list.split("|").map((phrase): [string, string] => [phrase, code]),
  ),
]);

/** Assigned codes only: a withdrawn one such as FX or BU is canonicalised to its successor. */
function regionCodes(): string[] {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const isCurrent = (code: string) => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
  const notCountries = new Set(["EU", "EZ", "UN", "XA", "XB", "ZZ"]);
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.has(code) && names.of(code) !== undefined && isCurrent(code));
}

const european =
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");

/** Names of groups of countries → their members. */
export const countryGroups: ReadonlyMap<string, readonly string[]> = new Map([
  ["eu", european],
  ["european union", european],
  ["eea", [...european, "IS", "LI", "NO"]],
  ["latam", "AR BO BR CL CO CR CU DO EC GT HN MX NI PA PE PY SV UY VE".split(" ")],
  ["latin america", "AR BO BR CL CO CR CU DO EC GT HN MX NI PA PE PY SV UY VE".split(" ")],
]);
