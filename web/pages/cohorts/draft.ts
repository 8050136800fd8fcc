import {
  type EventMatch,
  eventInput,
  eventOf,
  isEmpty,
  readEvent,
  writeEvent,
} from '../../address/event-text.ts'

export const entries = ['FIRST_TIME', 'FIRST_EVER', 'FIRST_IN_RANGE', 'RECURRING'] as const
export const widths = ['WEEK', 'DAY', 'MONTH', 'HOUR'] as const
export const criteria = ['ON', 'ON_OR_AFTER'] as const
export const measures = ['CALENDAR', 'ROLLING'] as const
export const columnCounts = [4, 6, 8, 12, 16, 24, 31] as const

/** A cohort question as it is built. Everything of it is in the address. */
export interface CohortsDraft {
  /** How users enter; without a name by their first event of any kind. */
  target: EventMatch
  /** What counts as a return; without a name any event. */
  return: EventMatch
  entry: (typeof entries)[number]
  interval: (typeof widths)[number]
  criterion: (typeof criteria)[number]
  buckets: (typeof measures)[number]
  periods: number
}

const any: EventMatch = { event: '', filters: [] }

export const emptyDraft: CohortsDraft = {
  target: any,
  return: any,
  entry: 'FIRST_TIME',
  interval: 'WEEK',
  criterion: 'ON',
  buckets: 'CALENDAR',
  periods: 8,
}

type Own = Record<string, string>

const choices = { entry: entries, interval: widths, criterion: criteria, buckets: measures }
const words = { entry: 'entry', interval: 'width', criterion: 'counts', buckets: 'columns' } as const
type Choice = keyof typeof choices
const choiceKeys = Object.keys(choices) as Choice[]

const wordOf = (constant: string) => constant.toLowerCase().replaceAll('_', '-')

/** `{ target: 'signup', return: 'message', width: 'day', periods: '12' }`; what is usual is left out. */
export const ownOf = (draft: CohortsDraft): Own => ({
  ...eventPair('target', draft.target),
  ...eventPair('return', draft.return),
  ...Object.fromEntries(
    choiceKeys.filter(key => draft[key] !== emptyDraft[key]).map(key => [words[key], wordOf(draft[key])]),
  ),
  ...(draft.periods !== emptyDraft.periods && { periods: String(draft.periods) }),
})

const eventPair = (name: string, match: EventMatch): Own =>
  match.event || match.filters.length ? { [name]: writeEvent(match) } : {}

/** The question of an address. What cannot be read is as usual. */
export function readDraft(own: Own): CohortsDraft {
  const chosen = <T extends string>(key: Choice, values: readonly T[]) =>
    values.find(value => wordOf(value) === own[words[key]]) ?? (emptyDraft[key] as T)
  const periods = Number(own.periods)
  return {
    target: readEvent(own.target ?? '') ?? any,
    return: readEvent(own.return ?? '') ?? any,
    entry: chosen('entry', entries),
    interval: chosen('interval', widths),
    criterion: chosen('criterion', criteria),
    buckets: chosen('buckets', measures),
    periods: Number.isInteger(periods) && periods > 1 && periods <= 100 ? periods : emptyDraft.periods,
  }
}

const draftKeys = new Set(['target', 'return', 'periods', ...Object.values(words)])

/** Whether the address says anything about the question. */
export const isAsked = (own: Own) => Object.keys(own).some(key => draftKeys.has(key))

/** The `CohortsInput` of the API, with the cost of the return events in each cell. */
export const inputOf = ({ target, return: back, ...rest }: CohortsDraft) => ({
  ...rest,
  ...(isAny(target) ? {} : { target: eventInput(target) }),
  ...(isAny(back) ? {} : { return: eventInput(back) }),
  value: { measure: 'SUM' as const },
})

const isAny = ({ event, filters }: EventMatch) => !event && !filters.length

/** The draft of a saved `CohortsInput`; undefined if it has parts that a draft does not have. */
export function draftOf(input: Record<string, unknown>): CohortsDraft | undefined {
  const { target, return: back, value, weekStart, unit, minimumOccurrences, periods, ...more } = input
  const { entry, interval, criterion, buckets, ...others } = more
  const [entering, returning] = [target, back].map(each => eventOf(each as object | null | undefined))
  const { measure = 'SUM', property } = (value ?? {}) as Record<string, unknown>
  const isUsual =
    (unit ?? 'USER') === 'USER' && (minimumOccurrences ?? 1) === 1 && measure === 'SUM' && !property
  if (!entering || !returning || !isUsual || !isEmpty(others)) return undefined
  return {
    target: entering,
    return: returning,
    entry: (entry ?? emptyDraft.entry) as CohortsDraft['entry'],
    interval: (interval ?? emptyDraft.interval) as CohortsDraft['interval'],
    criterion: (criterion ?? emptyDraft.criterion) as CohortsDraft['criterion'],
    buckets: (buckets ?? emptyDraft.buckets) as CohortsDraft['buckets'],
    periods: Number(periods ?? 12),
  }
}
