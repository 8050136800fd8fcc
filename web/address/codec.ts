import { readFilter, writeFilter } from './filter-text.ts'
import { type Compare, type Question, startQuestion, type Unit, units } from './question.ts'
import { readRange, writeRange } from './range-text.ts'

/** What stands behind the `?` of an address. */
export interface Asked {
  question: Question
  /** The parameters of the page itself, such as the metric of a chart. */
  own: Record<string, string>
  /** A sentence for each parameter that cannot be read and is therefore left out. */
  mistakes: string[]
}

const shared = new Set(['range', 'compare', 'interval', 'zone', 'week', 'segment', 'f'])

/** Reads `?range=7d&f=model:is:gpt-4o`. It never fails: what cannot be read is told in `mistakes`. */
export function readSearch(search: string): Asked {
  const given = new URLSearchParams(search)
  const mistakes: string[] = []
  const read = <T>(name: string, from: (text: string) => T | undefined): T[] =>
    given.getAll(name).flatMap(text => {
      const value = from(text)
      if (value === undefined)
        mistakes.push(`“${name}=${text}” in the address cannot be read and is left out.`)
      return value === undefined ? [] : [value]
    })
  const [range] = read('range', readRange)
  const [compare] = read('compare', readCompare)
  const [interval] = read('interval', readInterval)
  const [zone] = read('zone', readZone)
  const [week] = read('week', text => (text === 'sunday' ? true : undefined))
  const [segmentId] = read('segment', text => text || undefined)
  const question: Question = {
    range: range ?? startQuestion.range,
    compare: compare ?? startQuestion.compare,
    ...(interval && { interval }),
    ...(zone && { zone }),
    ...(week && { sundays: true }),
    ...(segmentId && { segmentId }),
    filters: read('f', readFilter),
  }
  const own = Object.fromEntries([...given].filter(([name]) => !shared.has(name)))
  return { question, own, mistakes }
}

/** The shortest text that `readSearch` reads as the same: what is usual is left out. Empty, or with the `?`. */
export function writeSearch({ question, own }: Omit<Asked, 'mistakes'>): string {
  const { range, compare, interval, zone, sundays, segmentId, filters } = question
  const usual = (text: string, start: string) => (text === start ? undefined : text)
  const pairs: [string, string | undefined][] = [
    ['range', usual(writeRange(range), writeRange(startQuestion.range))],
    ['compare', usual(writeCompare(compare), writeCompare(startQuestion.compare))],
    ['interval', interval?.toLowerCase()],
    ['zone', zone],
    ['week', sundays ? 'sunday' : undefined],
    ['segment', segmentId],
    ...filters.map((filter): [string, string] => ['f', writeFilter(filter)]),
    ...Object.entries(own).filter(([name]) => !shared.has(name)),
  ]
  const text = pairs
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encoded(name)}=${encoded(value!)}`)
  return text.length ? `?${text.join('&')}` : ''
}

/** The same page with another question. `after`, a place in the list that answered the former one, is left out. */
export function searchWith(search: string, change: Partial<Question>): string {
  const { question, own } = readSearch(search)
  const { after: _, ...kept } = own
  return writeSearch({ question: { ...question, ...change }, own: kept })
}

const writeCompare = (compare: Compare) => (typeof compare === 'string' ? compare : writeRange(compare.range))

function readCompare(text: string): Compare | undefined {
  if (text === 'previous' || text === 'year' || text === 'off') return text
  const range = readRange(text)
  return range && { range }
}

const readInterval = (text: string): Unit | undefined => units.find(unit => unit.toLowerCase() === text)

function readZone(text: string): string | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return text
  } catch {
    return undefined
  }
}

/** As `encodeURIComponent`, but what people read in an address stays readable. */
const encoded = (text: string) =>
  encodeURIComponent(text.toWellFormed())
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%2F', '/')
    .replaceAll('%20', '+')
