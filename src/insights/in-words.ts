import Big from 'big.js'

/** Money in a sentence: cents, or four digits of less than a cent, such as `12.50` or `0.001234`. */
export function dollars(amount: string): string {
  const exact = Big(amount)
  if (exact.eq(0) || exact.abs().gte('0.01')) return grouped(exact.toFixed(2))
  return Big(exact.toPrecision(4)).toFixed()
}

/** A number in a sentence, with at most four digits after the point, such as `1,234.5`. */
export const inDigits = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 4 })

/** A number of things in a sentence, such as `1 call` and `1,200 calls`. */
export const counted = (count: number, thing: string): string =>
  `${inDigits(count)} ${thing}${count === 1 ? '' : 's'}`

/** A share in a sentence, such as `35` for 0.351. */
export const percent = (share: number): string =>
  (share * 100).toLocaleString('en', { maximumFractionDigits: 0 })

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+\.)/g, ',')
