import { type Question, type Range, type Unit } from '../address/question.ts'

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options)
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options })
  formatters.set(key, made)
  return made
}

const bucketOptions: Record<Unit, Intl.DateTimeFormatOptions> = {
  MINUTE: { hour: '2-digit', minute: '2-digit' },
  HOUR: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  DAY: { weekday: 'short', day: 'numeric', month: 'short' },
  WEEK: { day: 'numeric', month: 'short', year: 'numeric' },
  MONTH: { month: 'long', year: 'numeric' },
  QUARTER: { month: 'short', year: 'numeric' },
  YEAR: { year: 'numeric' },
}

const tickOptions: Record<Unit, Intl.DateTimeFormatOptions> = {
  ...bucketOptions,
  HOUR: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  DAY: { day: 'numeric', month: 'short' },
  WEEK: { day: 'numeric', month: 'short' },
  MONTH: { month: 'short', year: '2-digit' },
}

/** The name of the bucket that begins then, such as `Mon, 30 Nov`. */
export const bucketName = (start: string, interval: Unit, zone: string) =>
  (interval === 'WEEK' ? 'Week of ' : '') + formatter(zone, bucketOptions[interval]).format(new Date(start))

/** A short name for an axis. */
export const tickName = (start: string, interval: Unit, zone: string) =>
  formatter(zone, tickOptions[interval]).format(new Date(start))

/** `30 Nov 2026, 14:05:09`. */
export const momentName = (instant: string, zone: string) =>
  formatter(zone, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(instant))

/** A sentence of the API with its instants as people read them. */
export const withMoments = (sentence: string, zone: string) =>
  sentence.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, instant => momentName(instant, zone))

const unitWords: Record<Unit, string> = {
  MINUTE: 'minute',
  HOUR: 'hour',
  DAY: 'day',
  WEEK: 'week',
  MONTH: 'month',
  QUARTER: 'quarter',
  YEAR: 'year',
}

/** `each day`. */
export const intervalName = (interval: Unit) => `each ${unitWords[interval]}`

/** `Last 30 days`, `This month`, `1 Nov 2026 – 30 Nov 2026`. */
export function rangeName(range: Range): string {
  if (range.kind === 'last')
    return `Last ${range.count === 1 ? '' : `${range.count} `}${unitWords[range.unit]}${range.count === 1 ? '' : 's'}`
  if (range.kind === 'preset') return capital(range.preset.toLowerCase().replace('_', ' '))
  const options: Intl.DateTimeFormatOptions =
    range.kind === 'dates' ? { dateStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'short' }
  const [from, to] = [range.from, range.to].map(each => formatter('UTC', options).format(new Date(each)))
  return from === to ? from! : `${from} – ${to}${range.kind === 'between' ? ' UTC' : ''}`
}

/** `the previous period`; undefined without a comparison. */
export function compareName({ compare }: Question): string | undefined {
  if (compare === 'off') return undefined
  if (typeof compare !== 'string') return rangeName(compare.range)
  return compare === 'year' ? 'the year before' : 'the previous period'
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
