/** A number as people read it. null, which means that there is none, is a dash. */
export type Format = (value: number | null | undefined) => string

export const none = '–'

/** Made at its first number: making all of them took a tenth of a second before the page was drawn. */
const formatter = (options: Intl.NumberFormatOptions) => {
  let format: Intl.NumberFormat | undefined
  return (value: number) => {
    format ??= new Intl.NumberFormat('en', options)
    return format.format(value)
  }
}

const of =
  (write: (value: number) => string): Format =>
  value =>
    value === null || value === undefined || Number.isNaN(value) ? none : write(value)

const whole = formatter({ maximumFractionDigits: 0 })
const twoDecimals = formatter({ maximumFractionDigits: 2 })
const small = formatter({ maximumSignificantDigits: 3 })
/** Three digits of a small number, because decimals would make it 0. */
const decimal = (value: number) => (Math.abs(value) < 0.1 ? small(value) : twoDecimals(value))
const short = formatter({ notation: 'compact', maximumSignificantDigits: 3 })
const percent = formatter({ style: 'percent', maximumFractionDigits: 1 })
const dollars = formatter({ style: 'currency', currency: 'USD', maximumFractionDigits: 2 })
const cents = formatter({ style: 'currency', currency: 'USD', maximumSignificantDigits: 2 })
const shortDollars = formatter({
  style: 'currency',
  currency: 'USD',
  notation: 'compact',
  maximumSignificantDigits: 3,
})

/** `12,345`, with two decimals if it has any; `0.00412` below 0.1. */
export const exact: Format = of(value => (Number.isInteger(value) ? whole(value) : decimal(value)))

/** `12 users`, `1 user`. */
export const counted = (count: number, word: string): string =>
  `${exact(count)} ${word}${count === 1 ? '' : 's'}`

/** `12.3K` from 10,000. */
export const compact: Format = of(value => (Math.abs(value) >= 10_000 ? short(value) : decimal(value)))

/** `12.5%` of 0.125. */
export const rate: Format = of(percent)

/** US dollars: `$1,234.50`, and `$0.0012` for less than a cent. */
export const money: Format = of(value =>
  value !== 0 && Math.abs(value) < 0.1 ? cents(value) : dollars(value),
)

/** `$12.3K` from 10,000 dollars. */
export const compactMoney: Format = of(value =>
  Math.abs(value) >= 10_000 ? shortDollars(value) : money(value),
)

/** Milliseconds: `340 ms`, `1.25 s`, `2 min 5 s`. */
export const milliseconds: Format = of(value =>
  value < 1_000 ? `${whole(value)} ms` : seconds(value / 1_000),
)

/** Seconds: `1.25 s`, `2 min 5 s`, `3 h 20 min`. */
export const seconds: Format = of(value => {
  if (value < 60) return `${twoDecimals(value)} s`
  const rounded = Math.round(value)
  if (rounded < 3_600) return twoParts(rounded, 60, 'min', 's')
  if (rounded < 86_400) return twoParts(Math.round(rounded / 60), 60, 'h', 'min')
  return twoParts(Math.round(rounded / 3_600), 24, 'd', 'h')
})

const twoParts = (count: number, size: number, large: string, small: string) =>
  [`${Math.floor(count / size)} ${large}`, ...(count % size ? [`${count % size} ${small}`] : [])].join(' ')

/** A decimal of the API, which is a text, for drawing and for short forms. */
export const numberOf = (decimalText: string | null | undefined): number | null =>
  decimalText === null || decimalText === undefined ? null : Number(decimalText)

/** `one` divided by `other`; null without any. */
export const ratio = (one: number | null, other: number | null): number | null =>
  one === null || other === null || other === 0 ? null : one / other
