import { setTimeout as pause } from 'node:timers/promises'
import { type Run } from '../run.ts'
import { created, createHook, type Hook } from './create.ts'

/** A project whose calls fail and succeed in turns, with alerts and budgets that notice. */
export interface Trouble {
  hook: Hook
  alertIds: string[]
  /** The parts that are over: calls fail in the first one, succeed in the second one, and so on. */
  parts: number
}

/** No part of the load, so that its events are not among those that are compared. */
export const troubled = 'troubled'

/** Each model has one user, and is a group of each alert. */
export const models = ['small', 'medium', 'large'] as const
/** The checks of different windows are at different seconds of a minute. */
const windows = ['HOURS_2', 'HOURS_4', 'DAY_1'] as const
/** Every part costs a tenth of each budget. */
const thresholds = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
export const mostParts = thresholds.length

/** Three alerts, a budget of everybody, a budget of each user, and a webhook whose receiver answers at random. */
export async function createTrouble(run: Run): Promise<Trouble> {
  const hook = await createHook(
    run,
    troubled,
    `name: "hook", url: "${run.webhook!.url}", events: [ALERT_FIRING, ALERT_RESOLVED, BUDGET_THRESHOLD]`,
  )
  const alertIds: string[] = []
  for (const window of windows) alertIds.push((await createAlert(run, window)).id)
  await createBudget(run, 'EVERYBODY', mostParts * models.length)
  await createBudget(run, 'EACH_USER', mostParts)
  return { hook, alertIds, parts: 0 }
}

const createAlert = (run: Run, window: string): Promise<{ id: string }> =>
  created(
    run,
    troubled,
    `mutation { made: createAlert(input: {
      name: "${window}", window: ${window}, everyMinutes: 1, condition: { above: "0.5" }, field: "metrics.aiErrorRate"
      question: { measure: { metrics: [{ name: aiErrorRate }], by: [{ dimension: MODEL }] } }
    }) { thing: alert { id } userErrors { code } } }`,
  )

const createBudget = (run: Run, users: string, amountUsd: number): Promise<{ id: string }> =>
  created(
    run,
    troubled,
    `mutation { made: createBudget(input: {
      name: "${users}", amountUsd: "${amountUsd}", period: { rollingDays: 30 }, scope: { users: ${users} }
      thresholds: ${JSON.stringify(thresholds)}
    }) { thing: budget { id } userErrors { code } } }`,
  )

/** Begins the next part: of each model more than half of the calls have failed then, or fewer. Each model costs one dollar. */
export async function nextPart(run: Run, trouble: Trouble): Promise<void> {
  const part = trouble.parts
  const count = part ? 2 : 1
  const aiCalls = models.flatMap(model =>
    Array.from({ length: count }, (_, n) => ({
      eventId: `${part}-${model}-${n}`,
      userId: `user of ${model}`,
      model,
      success: isGood(part),
      costUsd: String(1 / count),
      timestamp: new Date(Date.now() - settledMs).toISOString(),
    })),
  )
  await sent(run, aiCalls)
  trouble.parts += 1
}

/** A check counts events up to a full minute before it. */
const settledMs = 120_000
const isGood = (part: number) => part % 2 === 1

/** The state of every group in each of the parts so far. */
export const statesOf = ({ parts }: Trouble): string[] =>
  Array.from({ length: parts }, (_, part) => (isGood(part) ? 'OK' : 'ALERT'))

interface Tracked {
  trackAiCalls: { receipts: { status: string }[] }
}

async function sent(run: Run, aiCalls: object[]): Promise<void> {
  const mutation =
    'mutation ($input: TrackAiCallsInput!) { trackAiCalls(input: $input) { receipts { status code } } }'
  for (;;) {
    const answer = await run.ask<Tracked>(troubled, mutation, { input: { aiCalls } }).catch(() => undefined)
    const receipts = answer?.data?.trackAiCalls.receipts
    if (receipts?.some(({ status }) => status === 'REJECTED')) throw new Error(JSON.stringify(receipts))
    if (receipts) return
    await pause(200, undefined, { signal: run.signal })
  }
}

/** A kill, a start, and the minute between two checks, on a busy machine. */
const mostToNoticeMs = 240_000

/** Waits until every group of every alert has the state of the present part; the checks say what is missing after too long. */
export async function awaitNoticed(run: Run, trouble: Trouble): Promise<void> {
  const expected = statesOf(trouble).at(-1)!
  const deadline = performance.now() + mostToNoticeMs
  while (!(await isEverywhere(run, expected).catch(() => false)) && performance.now() < deadline)
    await pause(1_000, undefined, { signal: run.signal })
}

async function isEverywhere({ ask }: Run, expected: string): Promise<boolean> {
  const { data } = await ask<{ alerts: { nodes: { groups: { state: string }[] }[] } }>(
    troubled,
    '{ alerts { nodes { groups { state } } } }',
  )
  const groups = data?.alerts.nodes.flatMap(alert => alert.groups) ?? []
  return groups.length === windows.length * models.length && groups.every(({ state }) => state === expected)
}
