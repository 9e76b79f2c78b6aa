const up =
  "rose|rises?|rising|up|increased?|increases|increasing|grew|grows|gained|gains?|climbed|climbs|jumped|higher|more|above";
const down =
  "fell|falls?|falling|down|dropped|drops?|dropping|decreased?|decreases|decreasing|shrank|lost|loss|lower|less|fewer|below|slipped|sank";
const hedge = "(?:\\s+(?:by|of|about|around|roughly|nearly|some|only|just|another|a|an|further))*";

const anyDirection = new RegExp(`\\b(?:(?<up>${up})|(?<down>${down}))\\b`, "giu");
const directionBefore = new RegExp(`\\b(?:(?<up>${up})|(?<down>${down}))${hedge}\\s*$`, "iu");
const directionAfter =
  /^\s+(?:(?<up>up|higher|more|above)|(?<down>down|lower|less|fewer|below))\b/iu;

export type Direction = "up" | "down";

export interface DirectionWord {
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  readonly direction: Direction;
}

const read = (match: RegExpExecArray | null): Direction | null => {
  if (match === null) return null;
  return match.groups?.up === undefined ? "down" : "up";
};

/** Every word of a text that says which way something went. "Declined" is no direction in payments. */
export const findDirections = (text: string): DirectionWord[] =>
  [...text.matchAll(anyDirection)].map((match) => ({
    raw: match[0],
    start: match.index,
    end: match.index + match[0].length,
    direction: match.groups?.up === undefined ? "down" : "up",
  }));

/** The direction that the words around a number give it: "fell by 1.2 pp", "1.2 pp lower"; null when they give none. */
export const directionAround = (before: string, after: string): Direction | null =>
  read(directionBefore.exec(before)) ?? read(directionAfter.exec(after));
