import Big from 'big.js'

export const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)

/** Null of nothing. */
export const mean = (values: number[]): number | null => ratio(sum(values), values.length)

/** Null where it would divide by nothing. */
export const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** The exact sum as decimal text without trailing zeros; what is not known is left out. */
export const money = (amounts: (string | undefined)[]): string =>
  amounts.reduce((total, amount) => total.plus(amount ?? 0), Big(0)).toFixed()
