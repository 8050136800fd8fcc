import { Rejection } from '../checks/rejection.ts'
import { type AnyFactInput } from '../schema/tracking/any-fact-input.ts'
import { checkedActivity } from './activity.ts'
import { checkedAiCall } from './ai-call.ts'
import { checkedApiCall } from './api-call.ts'
import { checkedConversation } from './conversation.ts'
import { checkedEvent } from './event.ts'
import { checkedMessage } from './message.ts'
import { checkedSystemMetric } from './system-metric.ts'
import { type Sent, sentAs } from './track.ts'

const kinds = {
  event: sentAs(checkedEvent),
  activity: sentAs(checkedActivity),
  conversation: sentAs(checkedConversation),
  message: sentAs(checkedMessage),
  aiCall: sentAs(checkedAiCall),
  apiCall: sentAs(checkedApiCall),
  systemMetric: sentAs(checkedSystemMetric),
} satisfies Record<keyof AnyFactInput, unknown>

/** The one kind that an item of a mixed batch is; one that is none or several is rejected for itself. */
export function sentAnyFact(item: AnyFactInput): Sent {
  const given = Object.entries(item).filter(([, input]) => input != null)
  const [entry] = given
  if (!entry || given.length > 1)
    return { eventId: null, properties: null, check: () => refuse(given.map(([kind]) => kind)) }
  const [kind, input] = entry
  return (kinds[kind as keyof AnyFactInput] as (input: object) => Sent)(input)
}

function refuse(given: string[]): never {
  const found = given.length ? `this has ${given.join(' and ')}` : 'this has none'
  throw new Rejection('EXACTLY_ONE', 'facts', `A fact is exactly one kind; ${found}.`)
}
