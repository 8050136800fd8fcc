import { withValue } from '../../address/list-filters.ts'
import { listHref } from '../../address/list-href.ts'
import { hrefOf, listHash } from '../../address/location.ts'
import { type Question } from '../../address/question.ts'
import { type MetricKey } from './metrics.ts'

/**
 * Where what a number counts is listed. Conversations of the overview are those with an event in the range, which no list has, and
 * costs are those of calls and of messages.
 */
export function listOf(key: MetricKey, question: Question): string | undefined {
  const lists: Partial<Record<MetricKey, string | undefined>> = {
    activeUsers: hrefOf('/users', question) + listHash,
    // With a filter they are those with any such event, whatever their first one was, which no list has.
    newUsers: question.filters.length ? undefined : hrefOf('/users', question, { who: 'new' }) + listHash,
    messages: listHref('message', question),
    aiErrorRate: listHref('ai-call', withValue(question, 'SUCCESS', false)),
  }
  return lists[key]
}
