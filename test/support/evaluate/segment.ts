import type { EventMatchInput } from '../../../src/schema/behavior/event-match-input.ts'
import { FilterOperator } from '../../../src/schema/filter-input.ts'
import type {
  BehaviorInput,
  MetricConditionInput,
  SegmentInput,
} from '../../../src/schema/users/segment-input.ts'
import { isActivity } from './activity.ts'
import { compares, inside, passes, type Traits } from './filter.ts'
import type { LogEvent } from './log-event.ts'
import { sessionsOf } from './sessions.ts'

/** The input of a segment; `asOf` in milliseconds UTC. */
export interface History {
  log: LogEvent[]
  traits: Traits
  asOf: number
}

const dayMs = 86_400_000

/** Every user with an event by then. */
export const knownIn = ({ log, asOf }: History): string[] => [
  ...new Set(log.flatMap(({ user, at }) => (user !== null && at < asOf ? [user] : []))),
]

export const membersIn = (history: History, segment: SegmentInput): string[] =>
  knownIn(history)
    .filter(user => isMember(history, user, segment))
    .sort()

function isMember(history: History, user: string, segment: SegmentInput): boolean {
  if (segment.and) return segment.and.every(part => isMember(history, user, part))
  if (segment.or) return segment.or.some(part => isMember(history, user, part))
  if (segment.not) return !isMember(history, user, segment.not)
  if (segment.metric) return holds(history, user, segment.metric)
  if (segment.behavior) return behaves(history, user, segment.behavior)
  const { key, operator, values } = segment.trait!
  return compares(inside(history.traits[user], key), { operator, values })
}

const eventsOf = ({ log, asOf }: History, user: string) =>
  log.filter(event => event.user === user && event.at < asOf)

function size(operator: FilterOperator, left: number, right: number): boolean {
  if (operator === FilterOperator.IS) return left === right
  if (operator === FilterOperator.IS_NOT) return left !== right
  if (operator === FilterOperator.GREATER_THAN) return left > right
  if (operator === FilterOperator.GREATER_OR_EQUAL) return left >= right
  return operator === FilterOperator.LESS_THAN ? left < right : left <= right
}

function holds(history: History, user: string, { metric, operator, value }: MetricConditionInput): boolean {
  const events = eventsOf(history, user)
  const active = events.filter(isActivity)
  const times = active.map(({ at }) => at)
  const days = new Set(times.map(at => Math.floor(at / dayMs)))
  const of = (kind: string) => events.filter(event => event.kind === kind)
  const number = (left: number) => size(operator, left, Number(value))
  const time = (at: number) => {
    if (operator === FilterOperator.IS_SET) return times.length > 0
    if (operator === FilterOperator.IS_NOT_SET) return times.length === 0
    return times.length > 0 && size(operator, at, momentOf(history, String(value)))
  }
  const since = (at: number) => times.length > 0 && number(Math.floor((history.asOf - at) / dayMs))
  if (metric === 'TOTAL_EVENTS') return number(active.length)
  if (metric === 'TOTAL_MESSAGES') return number(of('message').length)
  if (metric === 'TOTAL_AI_CALLS') return number(of('ai_call').length)
  if (metric === 'TOTAL_API_CALLS') return number(of('api_call').length)
  if (metric === 'TOTAL_LOGINS') return number(of('activity').filter(({ name }) => name === 'login').length)
  if (metric === 'TOTAL_CONVERSATIONS')
    return number(new Set(events.flatMap(({ conversationId }) => conversationId ?? [])).size)
  if (metric === 'TOTAL_TOKENS')
    return number(
      events.reduce(
        (sum, event) =>
          sum +
          (event.inputTokens ?? 0) +
          (event.cachedTokens ?? 0) +
          (event.cacheWriteTokens ?? 0) +
          (event.outputTokens ?? 0),
        0,
      ),
    )
  if (metric === 'TOTAL_COST_USD')
    return number(events.reduce((sum, event) => sum + Number(event.costUsd ?? 0), 0))
  if (metric === 'TOTAL_SESSIONS')
    return number(
      sessionsOf(history.log).filter(({ start, users }) => start < history.asOf && users.has(user)).length,
    )
  if (metric === 'ACTIVE_DAYS') return number(days.size)
  if (metric === 'FIRST_ACTIVE') return time(Math.min(...times))
  if (metric === 'LAST_ACTIVE') return time(Math.max(...times))
  if (metric === 'DAYS_SINCE_FIRST_ACTIVE') return since(Math.min(...times))
  if (metric === 'DAYS_SINCE_LAST_ACTIVE') return since(Math.max(...times))
  const lately = [...days].filter(day => day > Math.max(...days) - 28).length
  const level = lately >= 12 ? 'high' : lately >= 4 ? 'medium' : lately >= 1 ? 'low' : 'none'
  return (level === String(value).toLowerCase()) === (operator === FilterOperator.IS)
}

/** Hours, days and weeks; hand-written stories elsewhere cover the units that need a calendar. */
function momentOf({ asOf }: History, text: string): number {
  const units: Record<string, number> = { h: dayMs / 24, d: dayMs, w: 7 * dayMs }
  return asOf - Number(text.slice(1, -1)) * units[text.at(-1)!]!
}

function behaves(history: History, user: string, behavior: BehaviorInput): boolean {
  const events = eventsOf(history, user)
  const isMatch = (event: LogEvent, { event: name, filter, anyOf }: EventMatchInput): boolean =>
    anyOf
      ? anyOf.some(match => isMatch(event, match))
      : (name == null ? isActivity(event) : event.name === name) &&
        passes(event, filter ?? undefined, history.traits)
  const matching = (match: EventMatchInput) => events.filter(event => isMatch(event, match))
  const age = ({ at }: LogEvent) => (history.asOf - at) / dayMs
  const within = (days: number | null | undefined) => (event: LogEvent) => days == null || age(event) <= days
  const { did, didNot, firstTime, sequence, regularly, stopped, restarted } = behavior
  if (did) return size(did.operator, matching(did).filter(within(did.withinDays)).length, did.count)
  if (didNot) return !matching(didNot).some(within(didNot.withinDays))
  if (firstTime) {
    const [first] = matching(firstTime).toSorted((a, b) => a.at - b.at)
    return first !== undefined && within(firstTime.withinDays)(first)
  }
  if (sequence) {
    const seconds = matching(sequence.second).filter(within(sequence.withinDays))
    return matching(sequence.first)
      .filter(within(sequence.withinDays))
      .some(first => seconds.some(second => second !== first && second.at >= first.at))
  }
  if (regularly) {
    const length = regularly.period === 'DAY' ? 1 : 7
    const periods = Array.from(
      { length: regularly.ofLast },
      (_, i) => [i * length, (i + 1) * length] as const,
    )
    const kept = periods.filter(([from, to]) =>
      matching(regularly).some(event => age(event) > from && age(event) <= to),
    )
    return kept.length >= regularly.atLeast
  }
  const days = (stopped ?? restarted)!.withinDays
  const found = matching((stopped ?? restarted)!)
  const recently = found.some(within(days))
  const before = found.some(event => age(event) > days && age(event) <= 2 * days)
  if (stopped) return before && !recently
  return recently && !before && found.some(event => age(event) > 2 * days)
}
