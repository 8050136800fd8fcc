import Big from 'big.js'

export const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)

/** Null without values. */
export const mean = (values: number[]): number | null => ratio(sum(values), values.length)

/** Null for a division by 0. */
export const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** The exact sum as decimal text without trailing zeros; unknown values are skipped. */
export const money = (amounts: (string | undefined)[]): string =>
  amounts.reduce((total, amount) => total.plus(amount ?? 0), Big(0)).toFixed()
