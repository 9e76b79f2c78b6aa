import { isIssued, passesLuhn } from "../../card-number.ts";

const capacity = 1 << 16;
const digits = new Uint8Array(capacity);
const groupStart = new Uint8Array(capacity + 1);

/**
 * Whether an ASCII field may hold a full card number: the cheap test on bytes that decides if the exact, slower
 * masking of `maskCardNumbers` looks at it. Never misses what that would find in ASCII.
 */
export function mayHoldCardNumber(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > capacity) return true;
  let count = 0;
  let touching = false;
  for (let i = from; i <= to; i++) {
    const c = i < to ? (bytes[i] ?? 0) : 97;
    const value = c - 48;
    if (value >= 0 && value <= 9) {
      groupStart[count] = touching ? 0 : 1;
      digits[count++] = value;
      touching = true;
      continue;
    }
    touching = false;
    const letter = (c | 32) - 97;
    if ((letter < 0 || letter > 25) && c !== 42) continue;
    if (count >= 13 && runHoldsCardNumber(count)) return true;
    count = 0;
  }
  return false;
}

function runHoldsCardNumber(count: number): boolean {
  groupStart[count] = 1;
  for (let start = 0; start + 13 <= count; start++) {
    if (groupStart[start] === 0) continue;
    for (let length = 13; length <= 19 && start + length <= count; length++) {
      if (groupStart[start + length] === 0) continue;
      const candidate = digits.subarray(start, start + length);
      if (isIssued(candidate) && passesLuhn(candidate)) return true;
    }
  }
  return false;
}
