/**
 * Random numbers without a state: a draw is a hash of what it decides about. So nothing that a policy does can change
 * another draw, and two worlds of one seed differ only where a different decision was made (common random numbers).
 * The hash is MurmurHash3's 32-bit finaliser, which changes half of the output bits for any changed input bit.
 */
const mix = (value: number): number => {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
};

const word = 2 ** 32;

/** The key of an entity: 32 bits from the parent key and a number below 2^53. */
export const keyOf = (parent: number, entity: number): number =>
  mix(
    mix(parent ^ Math.imul(entity | 0, 0x9e3779b1)) +
      Math.imul(Math.floor(entity / word) + 1, 0x27d4eb2f),
  );

/** The key of a named part of a world. */
export const keyOfName = (parent: number, name: string): number => {
  let key = parent;
  for (let i = 0; i < name.length; i += 1) key = keyOf(key, name.charCodeAt(i));
  return key;
};

/** A number in (0, 1), evenly distributed: what `draw` decides about the entity of the key, at its `index`th time. */
export const uniform = (key: number, draw: number, index = 0): number =>
  ((mix(key + Math.imul(draw + 1, 0x9e3779b1) + Math.imul(index, 0x27d4eb2f)) >>> 0) + 0.5) / word;
