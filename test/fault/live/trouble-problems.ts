import { type Run } from '../run.ts'
import { type RandomReceiver } from './random-receiver.ts'
import { models, statesOf, type Trouble, troubled } from './trouble.ts'

/** A message about an alert or a budget. */
interface Message {
  id: string
  type: string
  data: {
    alertId: string
    group: string[]
    to: string
    budgetId: string
    userId: string | null
    threshold: number
  }
}

/** The promises about alerts and budgets that were broken: one message for each edge of each group, and for each threshold. */
export async function troubleProblems(
  { ask }: Run,
  { requests, attempts }: RandomReceiver,
  trouble: Trouble,
): Promise<{ problems: string[]; announced: number }> {
  const accepted = new Set(attempts.filter(({ isAccepted }) => isAccepted).map(({ id }) => id))
  const byId = new Map(
    requests.map(({ headers, body }) => [String(headers['webhook-id']), JSON.parse(body) as Message]),
  )
  const arrived = [...byId].filter(([id]) => accepted.has(id)).map(([, message]) => message)
  const ofAlerts = arrived.filter(({ type }) => type.startsWith('alert.'))
  const ofBudgets = arrived.filter(({ type }) => type === 'budget.threshold')
  const { data, errors } = await ask<{ webhookDeliveries: { nodes: { state: string }[] } }>(
    troubled,
    '{ webhookDeliveries(first: 1000) { nodes { state } } }',
  )
  const deliveries = data?.webhookDeliveries.nodes ?? []
  const open = deliveries.filter(({ state }) => state !== 'DELIVERED').length
  const told = ofAlerts.length + ofBudgets.length
  const problems = [
    ...edgeProblems(ofAlerts, trouble),
    ...thresholdProblems(ofBudgets, trouble),
    ...(data ? [] : [JSON.stringify(errors)]),
    ...(open ? [`${open} messages are not delivered`] : []),
    ...(deliveries.length !== told ? [`${deliveries.length} deliveries, and ${told} messages arrived`] : []),
  ]
  return { problems: problems.map(problem => `${troubled}: ${problem}`), announced: told }
}

function edgeProblems(messages: Message[], trouble: Trouble): string[] {
  const expected = statesOf(trouble)
    .map(state => (state === 'ALERT' ? 'alert.firing' : 'alert.resolved'))
    .join()
  return trouble.alertIds.flatMap(id =>
    models.flatMap(model => {
      const edges = messages
        .filter(({ data }) => data.alertId === id && data.group[0] === model)
        .toSorted((one, other) => one.data.to.localeCompare(other.data.to))
        .map(({ type }) => type)
        .join()
      return edges === expected ? [] : [`alert ${id} told of ${model}: ${edges}, not ${expected}`]
    }),
  )
}

function thresholdProblems(messages: Message[], { parts }: Trouble): string[] {
  const expected = parts * (1 + models.length)
  const keys = messages.map(({ data }) => `${data.budgetId} ${data.userId} ${data.threshold}`)
  const once = new Set(keys).size
  return [
    ...(once !== keys.length ? [`${keys.length - once} thresholds were told twice`] : []),
    ...(once !== expected ? [`${once} thresholds were told, not ${expected}`] : []),
  ]
}
