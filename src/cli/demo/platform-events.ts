import { dayMs, hourMs } from '../../durations.ts'
import { type Incident } from './incident.ts'
import { chance, type Random, weighted, wholeBetween } from './random.ts'
import { type DraftEvent, type SampleEvent, toEvent } from './sample-event.ts'

const hosts = ['api-1', 'api-2']

/** The measurements of the machines in each hour of a day. They are busier in working hours, and fully busy in the incident. */
export function machineEvents(day: number, incident: Incident, random: Random): SampleEvent[] {
  return Array.from({ length: dayMs / hourMs }, (_, hour) => day + hour * hourMs).flatMap(at => {
    const isWorking = at - day >= 8 * hourMs && at - day < 18 * hourMs
    const load = incident.isAt(at) ? 90 : isWorking ? 45 : 15
    const cpu = hosts.map(host =>
      metric(at, 'cpu_usage', load + wholeBetween(random, 0, 9), 'percent', { host }),
    )
    const queue = metric(
      at,
      'queue_depth',
      Math.floor(load / 10) ** 2 + wholeBetween(random, 0, 3),
      'requests',
    )
    return [...cpu, queue].map((event, index) => toEvent(event, `machine-${at / hourMs}-${index + 1}`))
  })
}

const metric = (
  at: number,
  name: string,
  value: number,
  unit: string,
  labels?: Record<string, string>,
): DraftEvent => ({ at, kind: 'systemMetric', input: { name, value, unit, labels } })

const endpoints = { 'GET /v1/me': 40, 'POST /v1/chats': 30, 'GET /v1/chats/:id': 22, 'PATCH /v1/me': 8 }
const errors = { 404: 45, 429: 25, 500: 30 }

/** A request of an app to the API of the platform. In the incident many requests are slow or fail. */
export function apiCall(at: number, incident: Incident, random: Random): DraftEvent {
  const [method, endpoint] = weighted(random, endpoints).split(' ')
  const isBad = incident.isAt(at)
  const isError = chance(random, isBad ? 0.3 : 0.012)
  const statusCode = isError ? (isBad ? 503 : Number(weighted(random, errors))) : 200
  const durationMs = wholeBetween(random, 15, 240) * (isBad ? 6 : 1)
  const errorMessage = isError ? `Answered with ${statusCode}.` : undefined
  return { at, kind: 'apiCall', input: { method, endpoint, statusCode, durationMs, errorMessage } }
}
