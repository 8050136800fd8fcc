import { type Metric } from '../../../metrics-catalogue/catalogue.ts'
import { type minuteFields, type realtimeFields } from '../../../schema/overview/realtime.ts'
import { type Values } from '../../query/measure/measure-rows.ts'
import { unknownCosts } from '../../query/meta.ts'

/** A number, and the metrics of the same events that it is computed from. */
export interface Computed {
  metrics: readonly Metric[]
  of(values: Values): number | string | null
}

const metric = (name: Metric): Computed => ({ metrics: [name], of: values => values[name] ?? null })

/** Model calls and API calls together. */
export const callsIn = ({ aiCalls, apiCalls }: Values) => Number(aiCalls) + Number(apiCalls)
export const errorsIn = ({ aiErrors, apiErrors }: Values) => Number(aiErrors) + Number(apiErrors)

const calls: Computed = { metrics: ['aiCalls', 'apiCalls'], of: callsIn }
const errorRate: Computed = {
  metrics: [...calls.metrics, 'aiErrors', 'apiErrors'],
  of: values => (callsIn(values) ? errorsIn(values) / callsIn(values) : null),
}
/** With the metrics that warn of unknown costs. */
const cost: Computed = { ...metric('costUsd'), metrics: ['costUsd', ...unknownCosts] }

/** The length of the window that holds the cost, in minutes. */
export const costMinutes = 60
/** The length of the window for the users and calls of now, in minutes. */
export const nowMinutes = 5

export type RealtimeField = keyof typeof realtimeFields

/** Each number of now with its window, which ends at the time of the question. */
export const realtimeNumbers: Record<RealtimeField, Computed & { minutes: number }> = {
  activeUsers: { ...metric('activeUsers'), minutes: nowMinutes },
  activeConversations: { ...metric('conversations'), minutes: nowMinutes },
  messagesPerMinute: { ...metric('messages'), minutes: 1 },
  callsPerMinute: { ...calls, minutes: 1 },
  averageResponseTimeMs: { ...metric('responseTimeMs'), minutes: nowMinutes },
  errorRate: { ...errorRate, minutes: nowMinutes },
  costPerHourUsd: { ...cost, minutes: costMinutes },
}

export type MinuteField = keyof typeof minuteFields

/** The numbers of one minute of the clock. */
export const minuteNumbers: Record<MinuteField, Computed> = {
  activeUsers: metric('activeUsers'),
  activeConversations: metric('conversations'),
  messages: metric('messages'),
  calls,
  averageResponseTimeMs: metric('responseTimeMs'),
  errorRate,
  costUsd: metric('costUsd'),
}

/** The metrics of some numbers, each once. */
export const metricsOf = (numbers: Computed[]): Metric[] => [
  ...new Set(numbers.flatMap(({ metrics }) => metrics)),
]
