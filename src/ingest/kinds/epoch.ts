/** Digits before the point of the numbers that are instants from September 2001 to 2286, and milliseconds per unit. */
const msPerUnit: Record<number, number> = { 10: 1_000, 13: 1, 16: 0.001 }

/**
 * The instant of a number of seconds, milliseconds or microseconds since 1970, in whole milliseconds: `1764403200` and
 * `1764403200000` are one instant. Undefined for any other text, also for a number that may be a date, such as `20251129`.
 */
export function epochOf(text: string): number | undefined {
  const [, whole] = /^([1-9]\d{9,15})(?:\.\d+)?$/.exec(text) ?? []
  const ms = whole && msPerUnit[whole.length]
  // Rounded first, since 1764403200.123 × 1000 is a little less than a whole number.
  return ms ? Math.trunc(Number((Number(text) * ms).toFixed(3))) : undefined
}
