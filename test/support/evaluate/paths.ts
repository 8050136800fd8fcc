import type { FilterInput } from '../../../src/schema/filter-input.ts'
import { isActivity } from './activity.ts'
import { passes } from './filter.ts'
import type { LogEvent } from './log-event.ts'
import { isMatch, type Match } from './match.ts'
import { quantile } from './quantile.ts'

export interface PathsQuestion {
  anchor: Match
  direction: 'AFTER' | 'BEFORE'
  depth: number
  maxGapSeconds: number
  collapseRepeats: boolean
  filter?: FilterInput
  from: number
  to: number
}

/** One event of a user, with its repeats. */
interface Moment {
  name: string
  at: number
  isAnchor: boolean
}

/** An anchor and the events next to it, the nearest first. */
interface Walk {
  user: string
  moments: Moment[]
}

interface Count {
  occurrences: number
  users: string[]
  medianSeconds: number | null
}

export interface PathsAnswer {
  occurrences: number
  users: string[]
  steps: { depth: number; occurrences: number; ended: number; links: Map<string, Count> }[]
  paths: Map<string, Count>
}

/** Walks from every anchor, event by event. Keys of the answer are names joined by ` > `, in time order. */
export function paths(history: LogEvent[], question: PathsQuestion): PathsAnswer {
  const seen = history.filter(event => isActivity(event) && passes(event, question.filter))
  const walks = [...Map.groupBy(seen, ({ user }) => user!)].flatMap(([user, events]) =>
    visitsOf(events, question).flatMap(visit =>
      visit.flatMap((moment, i) =>
        moment.isAnchor && moment.at >= question.from && moment.at < question.to
          ? [{ user, moments: walkFrom(visit, i, question) }]
          : [],
      ),
    ),
  )
  const inOrder = (moments: Moment[]) => (question.direction === 'AFTER' ? moments : moments.toReversed())
  const counted = (found: Walk[]) =>
    new Map(
      [...Map.groupBy(found, ({ moments }) => moments.map(({ name }) => name).join(' > '))].map(
        ([key, group]) => [key, toCount(group)],
      ),
    )
  const longer = (than: number) => walks.filter(({ moments }) => moments.length > than)
  return {
    occurrences: walks.length,
    users: usersOf(walks),
    steps: Array.from({ length: question.depth }, (_, i) => ({
      depth: i + 1,
      occurrences: longer(i + 1).length,
      ended: longer(i).length - longer(i + 1).length,
      links: counted(
        longer(i + 1).map(({ user, moments }) => ({ user, moments: inOrder(moments.slice(i, i + 2)) })),
      ),
    })),
    paths: counted(walks.map(({ user, moments }) => ({ user, moments: inOrder(moments) }))),
  }
}

const usersOf = (walks: Walk[]) => [...new Set(walks.map(({ user }) => user))].sort()

function toCount(walks: Walk[]): Count {
  const seconds = walks.map(({ moments }) => (moments.at(-1)!.at - moments[0]!.at) / 1_000)
  return { occurrences: walks.length, users: usersOf(walks), medianSeconds: quantile(seconds, 0.5) }
}

/** A user's events without a gap above the limit; with repeats collapsed, a run takes the place of its first event. */
function visitsOf(events: LogEvent[], { anchor, maxGapSeconds, collapseRepeats }: PathsQuestion): Moment[][] {
  const visits: Moment[][] = []
  let last: LogEvent | undefined
  for (const event of events.toSorted((a, b) => a.at - b.at || a.position - b.position)) {
    const isAnchor = isMatch(event, anchor)
    const isNewVisit = !last || event.at - last.at > maxGapSeconds * 1_000
    const before = visits.at(-1)?.at(-1)
    if (isNewVisit) visits.push([{ name: event.name, at: event.at, isAnchor }])
    else if (collapseRepeats && before!.name === event.name) before!.isAnchor ||= isAnchor
    else visits.at(-1)!.push({ name: event.name, at: event.at, isAnchor })
    last = event
  }
  return visits
}

function walkFrom(visit: Moment[], start: number, { direction, depth }: PathsQuestion): Moment[] {
  const step = direction === 'AFTER' ? 1 : -1
  const moments: Moment[] = []
  for (let i = start; moments.length <= depth && visit[i]; i += step) moments.push(visit[i]!)
  return moments
}
