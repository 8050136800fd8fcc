import { afterAll, beforeAll, expect, test } from 'vitest'
import { createChecks } from '../../support/alerts/checks.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
let checks: ReturnType<typeof createChecks>
beforeAll(async () => {
  app = await startTestApp()
  await app.services.jobs.stop()
  checks = createChecks(app)
  checks.start()
})
afterAll(async () => {
  await checks.stop()
  await app.close()
})

/** Events with a name at minutes of 10 o'clock on a Monday. */
const atMinutes = (name: string, minutes: number[], more: object = {}) =>
  minutes.map((minute, i) => ({
    userId: `u${i}`,
    name,
    timestamp: new Date(Date.UTC(2026, 2, 2, 10, minute)).toISOString(),
    ...more,
  }))

const at = (time: string) => `2026-03-02T${time}:00Z`

interface Saved {
  payload: {
    alert: { id: string; version: number } | null
    userErrors: { code: string; field: string; message: string }[]
  }
}

const orders = `question: { measure: { metrics: [{ formula: "count(event(\\"order\\"))" }] } }, field: "metrics.count(event(\\"order\\"))"`
const rule = `${orders}, window: MINUTES_10, condition: { above: "2" }`

async function create({ answer }: Story, input: string): Promise<string> {
  const { payload } = await answer<Saved>(
    `mutation { payload: createAlert(input: { ${input} }) { alert { id version } userErrors { code field message } } }`,
  )
  expect(payload.userErrors).toEqual([])
  return payload.alert!.id
}

const stateOf = async ({ answer }: Story, id: string) =>
  (
    await answer<{ alert: object }>(
      `{ alert(id: "${id}") { state checkedTo snoozedUntil error { code } groups { labels state value compared sampleSize acknowledgedAt } } }`,
    )
  ).alert

interface Entry {
  kind: string
  state: string | null
  value: number | null
  isTold: boolean
  labels: (string | null)[]
  windowTo: string | null
}

/** The history, oldest first. */
const historyOf = async ({ answer }: Story, id: string): Promise<Entry[]> =>
  (
    await answer<{ alertEvents: { nodes: Entry[] } }>(
      `{ alertEvents(alertId: "${id}", first: 100) { nodes { kind state value isTold labels windowTo } } }`,
    )
  ).alertEvents.nodes.reverse()

const announced = async (project: string) =>
  (
    await app.services.database.pool.query<{ type: string; data: Record<string, unknown> }>(
      'select type, data from announcements where project = $1 order by id',
      [project],
    )
  ).rows

test('an alert fires once, resolves once, and its history has the numbers', async () => {
  const told = story(app, 'fires')
  const id = await create(told, `name: "Orders", ${rule}`)
  expect(await stateOf(told, id)).toMatchObject({ state: 'UNKNOWN', groups: [] })
  await told.happened(atMinutes('order', [1, 2, 3, 4]))
  // The windows are [09:50, 10:00), [09:54, 10:04), [09:55, 10:05), [10:06, 10:16).
  for (const time of ['10:00', '10:04', '10:05', '10:16']) await checks.checkAt('fires', at(time))
  expect(await historyOf(told, id)).toMatchObject([
    { kind: 'CHANGED', state: 'OK', value: 0, isTold: false, windowTo: '2026-03-02T10:00:00.000Z' },
    { kind: 'CHANGED', state: 'ALERT', value: 3, isTold: true, windowTo: '2026-03-02T10:04:00.000Z' },
    { kind: 'CHANGED', state: 'OK', value: 0, isTold: true, windowTo: '2026-03-02T10:16:00.000Z' },
  ])
  expect((await announced('fires')).map(({ type }) => type)).toEqual(['alert.firing', 'alert.resolved'])
  expect(await stateOf(told, id)).toMatchObject({
    state: 'OK',
    checkedTo: '2026-03-02T10:16:00.000Z',
    groups: [{ labels: [], state: 'OK', value: 0 }],
  })
})
