import { type Compare, type Filter, type Question, type Range, type Unit } from './question.ts'

/** The arguments that almost every question of the API takes. */
export const variablesOf = (question: Question) => ({
  range: rangeInput(question.range),
  compare: compareInput(question.compare),
  interval: intervalOf(question),
  timeZone: question.zone ?? null,
  weekStart: question.sundays ? ('SUNDAY' as const) : null,
  segmentId: question.segmentId ?? null,
  filter: filterInput(question.filters),
})

function rangeInput(range: Range) {
  if (range.kind === 'last') return { last: { count: range.count, unit: range.unit } }
  if (range.kind === 'preset') return { preset: range.preset }
  const { from, to } = range
  return range.kind === 'dates' ? { dates: { from, to } } : { between: { from, to } }
}

function compareInput(compare: Compare) {
  if (compare === 'off') return null
  if (typeof compare !== 'string') return { range: rangeInput(compare.range) }
  return { period: compare === 'year' ? ('PREVIOUS_YEAR' as const) : ('PREVIOUS_PERIOD' as const) }
}

/** null without filters. */
export const filterInput = (filters: Filter[]) =>
  filters.length ? { and: filters.map(conditionInput) } : null

const conditionInput = ({ subject, operator, values }: Filter) => ({
  ...(subject.kind === 'dimension' ? { dimension: subject.dimension } : { [subject.kind]: subject.key }),
  operator,
  ...(values.length && { values }),
})

/** The days of a unit, roughly. */
const days: Record<Unit, number> = {
  MINUTE: 1 / 1440,
  HOUR: 1 / 24,
  DAY: 1,
  WEEK: 7,
  MONTH: 30,
  QUARTER: 91,
  YEAR: 365,
}

const presetDays = (preset: string) => {
  if (preset.endsWith('DAY')) return 1
  return days[preset.split('_')[1] as Unit]
}

/** The length of a range in days, roughly. */
export function daysOf(range: Range): number {
  if (range.kind === 'last') return range.count * days[range.unit]
  if (range.kind === 'preset') return presetDays(range.preset)
  const length = (Date.parse(range.to) - Date.parse(range.from)) / 86_400_000
  return range.kind === 'dates' ? length + 1 : length
}

/** The interval of the question, or the one that gives its range between about 12 and 100 buckets. */
export function intervalOf({ interval, range }: Pick<Question, 'interval' | 'range'>): Unit {
  if (interval) return interval
  const length = daysOf(range)
  if (length <= 1 / 12) return 'MINUTE'
  if (length <= 3) return 'HOUR'
  if (length <= 100) return 'DAY'
  return length <= 730 ? 'WEEK' : 'MONTH'
}
