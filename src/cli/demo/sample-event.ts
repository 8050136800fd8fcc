import { type ActivityInput } from '../../ingest/kinds/activity.ts'
import { type AiCallInput } from '../../ingest/kinds/ai-call.ts'
import { type ApiCallInput } from '../../ingest/kinds/api-call.ts'
import { type ConversationInput } from '../../ingest/kinds/conversation.ts'
import { type EventInput } from '../../ingest/kinds/custom-event.ts'
import { type KindInput } from '../../ingest/kinds/every-kind.ts'
import { type MessageInput } from '../../ingest/kinds/message.ts'
import { type SystemMetricInput } from '../../ingest/kinds/system-metric.ts'

interface Inputs {
  event: EventInput
  activity: ActivityInput
  conversation: ConversationInput
  message: MessageInput
  aiCall: AiCallInput
  apiCall: ApiCallInput
  systemMetric: SystemMetricInput
}

/** An event without its id and time, as the input of its kind; `at` is its time in milliseconds since 1970. */
export type DraftEvent = {
  [Kind in keyof Inputs]: { at: number; kind: Kind; input: Omit<Inputs[Kind], 'eventId' | 'timestamp'> }
}[keyof Inputs]

/** An event of the sample: the input of its kind, as an item of `track`. */
export interface SampleEvent {
  kind: keyof Inputs
  /** In milliseconds since 1970. */
  at: number
  input: KindInput & { eventId: string; timestamp: string }
  /** How far the clock of the sender is ahead, in milliseconds. Default: 0. */
  clockAheadMs?: number
}

export const toEvent = ({ at, kind, input }: DraftEvent, eventId: string): SampleEvent => ({
  kind,
  at,
  input: { ...input, eventId, timestamp: instantText(at) },
})

/** The event with fields that every kind has. Its own values win; properties are merged. */
export const withShared = (draft: DraftEvent, shared: KindInput): DraftEvent =>
  ({
    ...draft,
    input: {
      ...shared,
      ...draft.input,
      ...(shared.properties && { properties: { ...shared.properties, ...draft.input.properties } }),
    },
  }) as DraftEvent // the kind and the input still belong together

/** A custom event. */
export const named = (at: number, name: string, properties?: Record<string, unknown>): DraftEvent => ({
  at,
  kind: 'event',
  input: { name, properties },
})

export const instantText = (at: number) => new Date(at).toISOString()
