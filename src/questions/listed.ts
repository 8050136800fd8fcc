import { conversations } from '../analytics/conversations/conversations.ts'
import { messages } from '../analytics/conversations/messages.ts'
import { events } from '../analytics/overview/events.ts'
import { aiCalls } from '../analytics/performance/ai-calls.ts'
import { apiCalls } from '../analytics/performance/api-calls.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { rangeInputOf, toRange } from '../analytics/query/range.ts'
import { calendarOf } from '../analytics/query/resolve-query.ts'
import { users } from '../analytics/users/users.ts'
import { type Connection } from '../schema/connection.ts'
import { type DateRangeInput, WeekStart } from '../schema/date-range-input.ts'
import { type ListInput } from '../schema/questions/list-input.ts'
import { keyOf } from './answer-type.ts'
import { checkNotNarrowed } from './check-not-narrowed.ts'
import { type Beside } from './times.ts'

/** The lists: each with its function, and the field of its filter that holds the range. */
const lists = {
  events: { page: events, ranged: 'range' },
  conversations: { page: conversations, ranged: 'range' },
  messages: { page: messages, ranged: 'range' },
  aiCalls: { page: aiCalls, ranged: 'range' },
  apiCalls: { page: apiCalls, ranged: 'range' },
  users: { page: users, ranged: 'seenIn' },
} satisfies Record<keyof ListInput, object>

type Page = (scope: QueryScope, args: object) => Promise<Connection<object>>

/**
 * The first things of a list, those in the range beside it.
 * @throws INVALID_QUESTION where a filter or a segment of events is to narrow the list, and as the list does
 */
export async function listed(
  scope: QueryScope,
  input: ListInput,
  beside: Beside,
): Promise<Connection<object>> {
  // The filters of lists have other fields than those of events.
  checkNotNarrowed(beside, 'A list')
  const key = keyOf(input)
  const { filter, ...args } = input[key]!
  const { page, ranged } = lists[key]
  const range = await instantsOf(scope, beside)
  return (page as Page)(scope, { ...args, filter: range ? { ...filter, [ranged]: range } : filter })
}

/** The instants of the range in the calendar of the question: lists themselves take days to be in UTC. */
async function instantsOf(scope: QueryScope, beside: Beside): Promise<DateRangeInput | undefined> {
  if (!beside.range) return undefined
  const calendar = await calendarOf(scope, {
    timeZone: beside.timeZone,
    weekStart: beside.weekStart ?? WeekStart.MONDAY,
  })
  return rangeInputOf(toRange(beside.range, calendar, scope.asOf))
}
