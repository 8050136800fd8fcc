import type { FilterInput } from '../../../src/schema/filter-input.ts'
import { bucketStarts } from './calendar.ts'
import { type UnitOption, unitOf } from './counted-unit.ts'
import { passes } from './filter.ts'
import type { LogEvent } from './log-event.ts'
import { type Match, isMatch as matches, namesOnly } from './match.ts'

const HOUR = 3_600_000

export type CohortsQuestion = UnitOption & {
  /** Milliseconds UTC; the rows are the buckets that touch `[from, to)`. */
  from: number
  to: number
  timeZone: string
  weekStart: 'MONDAY' | 'SUNDAY'
  interval: 'HOUR' | 'DAY' | 'WEEK' | 'MONTH'
  /** The widths of the columns in intervals, that of the entry first. */
  widths: number[]
  target: Match
  return: Match
  entry: 'FIRST_TIME' | 'FIRST_EVER' | 'FIRST_IN_RANGE' | 'RECURRING'
  buckets: 'CALENDAR' | 'ROLLING'
  criterion: 'ON' | 'ON_OR_AFTER'
  minimumOccurrences: number
  filter?: FilterInput
}

export type CohortsAnswer = {
  rows: CohortRow[]
  average: { size: number; users: number; rate: number | null }[]
}

type CohortRow = {
  start: number
  members: string[]
  cells: { members: string[]; isComplete: boolean }[]
  returnedInEntryBucket: string[]
}

/** A unit, which is a user unless the question has another unit. */
type Entry = { user: string; at: number }

/**
 * The table of cohorts: for each user and each cell, decides separately whether the user belongs there. Slow and
 * literal on purpose: a second opinion.
 */
export function cohorts(events: LogEvent[], question: CohortsQuestion, watermark: number): CohortsAnswer {
  const starts = calendarOf(question)
  const users = unitsOf(events, question)
  const isRow = (start: number) => start < question.to
  const rows = starts.filter(isRow).map((start, row) => {
    const entries = users.flatMap(([user, own]) => {
      const at = entryIn(own, question, start, starts[row + 1]!, starts)
      return at === undefined ? [] : [{ user, at }]
    })
    return rowOf(new Map(users), question, starts, row, entries, watermark)
  })
  return { rows, average: question.widths.map((_, column) => averageOf(rows, column)) }
}

function unitsOf(events: LogEvent[], question: CohortsQuestion): [string, LogEvent[]][] {
  const units = Map.groupBy(events, event => unitOf(event, question))
  units.delete(null)
  return [...units] as [string, LogEvent[]][]
}

/** The starts of the rows, and of as many buckets after them as the columns need. */
function calendarOf({ from, to, timeZone, weekStart, interval, widths }: CohortsQuestion): number[] {
  const longest = { HOUR: 1.5, DAY: 25, WEEK: 7 * 24 + 1, MONTH: 31 * 24 + 1 }[interval] * HOUR
  const reach = (sum(widths) + 2) * longest
  return bucketStarts(from, to + reach, { interval, timeZone, weekStart })
}

/** The instant at which a user enters the cohort of a bucket, if at all. */
function entryIn(
  events: LogEvent[],
  question: CohortsQuestion,
  start: number,
  end: number,
  starts: number[],
): number | undefined {
  const targets = inOrder(events.filter(event => isMatch(event, question.target, question.filter)))
  const isIn = (event: LogEvent | undefined) => event !== undefined && event.at >= start && event.at < end
  const entry = {
    FIRST_TIME: () => targets[0],
    FIRST_EVER: () => {
      const [first] = inOrder(events.filter(event => isMatch(event, namesOnly(question.target), undefined)))
      return first && isMatch(first, question.target, question.filter) ? first : undefined
    },
    FIRST_IN_RANGE: () => targets.find(({ at }) => at >= starts[0]!),
    RECURRING: () => targets.find(isIn),
  }[question.entry]()
  return isIn(entry) ? entry!.at : undefined
}

const inOrder = (events: LogEvent[]) => events.toSorted((a, b) => a.at - b.at || a.position - b.position)

const isMatch = (event: LogEvent, match: Match, global: FilterInput | undefined): boolean =>
  matches(event, match) && passes(event, global)

function rowOf(
  users: Map<string, LogEvent[]>,
  question: CohortsQuestion,
  starts: number[],
  row: number,
  entries: Entry[],
  watermark: number,
): CohortRow {
  /** The instant this many intervals after the start of the entry’s bucket, or after the entry. */
  const instant = ({ at }: Entry, intervals: number) =>
    question.buckets === 'CALENDAR' ? starts[row + intervals]! : at + intervals * rolling[question.interval]
  const returnsOf = ({ user, at }: Entry) =>
    users.get(user)!.filter(event => event.at > at && isMatch(event, question.return, question.filter))
  const isRetained = (entry: Entry, from: number, to: number) =>
    returnsOf(entry).filter(({ at }) => at >= from && at < to).length >= question.minimumOccurrences
  const isOpen = question.criterion === 'ON_OR_AFTER'
  const cells = question.widths.map((width, column) => {
    const from = sum(question.widths.slice(0, column))
    const isIn = (entry: Entry) =>
      column === 0 ||
      isRetained(
        entry,
        instant(entry, from),
        isOpen ? Number.POSITIVE_INFINITY : instant(entry, from + width),
      )
    const ends = entries.map(entry => instant(entry, from + width))
    const end =
      question.buckets === 'CALENDAR' ? starts[row + from + width]! : Math.max(starts[row + 1]!, ...ends)
    return { members: entries.filter(isIn).map(({ user }) => user), isComplete: end <= watermark }
  })
  return {
    start: starts[row]!,
    members: entries.map(({ user }) => user),
    cells,
    returnedInEntryBucket: entries
      .filter(entry => isRetained(entry, entry.at, instant(entry, 1)))
      .map(({ user }) => user),
  }
}

const rolling = { HOUR, DAY: 24 * HOUR, WEEK: 7 * 24 * HOUR, MONTH: 30 * 24 * HOUR }

/** The users of all cohorts for which the column is complete. */
function averageOf(rows: CohortRow[], column: number) {
  const complete = rows.filter(({ cells }) => cells[column]!.isComplete)
  const size = sum(complete.map(({ members }) => members.length))
  const users = sum(complete.map(({ cells }) => cells[column]!.members.length))
  return { size, users, rate: size === 0 ? null : users / size }
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
