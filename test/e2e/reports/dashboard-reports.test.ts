import { afterAll, beforeAll, expect, test } from 'vitest'
import { moments } from '../../support/moments.ts'
import { createReport, type Run, runOf, runReport } from '../../support/reports.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

/** The day of `moments`, and both days around it. */
const day = '{ dates: { from: "2024-03-01", to: "2024-03-01" } }'
const wide = '{ dates: { from: "2024-02-29", to: "2024-03-02" } }'
const measure = (name: string) => `{ measure: { metrics: [{ name: ${name} }] } }`

async function createDashboard({ answer }: Story, input: string): Promise<string> {
  const { createDashboard } = await answer<{ createDashboard: { dashboard: { id: string } } }>(
    `mutation { createDashboard(input: { name: "Ours", ${input} }) { dashboard { id } userErrors { code } } }`,
  )
  return createDashboard.dashboard.id
}

async function runOfDashboard(told: Story, dashboardId: string, more = ''): Promise<Run> {
  const { report } = await createReport(told, `{ name: "Sent", dashboardId: "${dashboardId}"${more} }`)
  await runReport(told, `{ id: "${report!.id}", range: ${day} }`)
  return runOf(told, report!.id)
}

/** The rows of the blocks, with the names of their columns. */
const rowsOf = ({ blocks }: Run) =>
  blocks!.map(({ title, text, table }) => [
    title,
    text ?? table!.rows.map(row => Object.fromEntries(table!.columns.map(({ name }, i) => [name, row[i]]))),
  ])

test('a report of a dashboard has a block for each widget, by their places, with the filters of both', async () => {
  const told = story(app, 'widgets')
  await told.happened(moments({ ann: 'a0 b5 a9', bob: 'a1 c2' }))
  const id = await createDashboard(
    told,
    `filter: { dimension: EVENT, values: ["a", "b"] }, widgets: [
       { title: "Below", kind: TEXT, text: "Without c.", layout: { x: 0, y: 9, w: 12, h: 1 } }
       { title: "Right", kind: METRIC, question: ${measure('activeUsers')}, layout: { x: 6, y: 0, w: 3, h: 2 } }
       { title: "Left", kind: METRIC, question: ${measure('events')}, layout: { x: 0, y: 0, w: 3, h: 2 } }
       { title: "Of b", kind: METRIC, question: ${measure('events')}, layout: { x: 0, y: 3, w: 3, h: 2 },
         filter: { dimension: EVENT, values: ["b"] } }
     ]`,
  )
  // Ann did `a` twice and `b` once, Bob `a` once; `c` is left out by the dashboard.
  expect(rowsOf(await runOfDashboard(told, id))).toEqual([
    ['Left', [{ events: 4 }]],
    ['Right', [{ activeUsers: 2 }]],
    ['Of b', [{ events: 1 }]],
    ['Below', 'Without c.'],
  ])
})

test('the period is that of the run, and a widget that has a range of its own keeps it and says so', async () => {
  const told = story(app, 'ranges')
  await told.happened(moments({ ann: 'a0 a5 a-3600', bob: 'a1' }))
  const id = await createDashboard(
    told,
    `range: ${wide}, widgets: [
       { title: "Run", kind: METRIC, question: ${measure('events')} }
       { title: "Own", kind: METRIC, question: ${measure('events')}, range: ${wide} }
     ]`,
  )
  expect(rowsOf(await runOfDashboard(told, id))).toEqual([
    ['Run', [{ events: 3 }]],
    ['Own: 2024-02-29 to 2024-03-02 (UTC)', [{ events: 4 }]],
  ])
})

test('a run compares as the dashboard does, unless the report says otherwise', async () => {
  const told = story(app, 'compared')
  await told.happened(moments({ ann: 'a0 a5 a-3600' }))
  const id = await createDashboard(
    told,
    `compare: { period: PREVIOUS_PERIOD }, widgets: [{ title: "n", kind: METRIC, question: ${measure('events')} }]`,
  )
  // Two on the day, one on the day before.
  const [[, [row]]] = rowsOf(await runOfDashboard(told, id)) as [[string, [object]]]
  expect(Object.values(row)).toEqual(expect.arrayContaining([2, 1]))
})

test('a widget that cannot be answered fails alone, and later changes of the dashboard are in later runs', async () => {
  const told = story(app, 'failing')
  const id = await createDashboard(
    told,
    `widgets: [{ title: "Gone", kind: TABLE, question: { funnelId: "999999" } }]`,
  )
  const { report } = await createReport(told, `{ name: "Sent", dashboardId: "${id}" }`)
  await runReport(told, `{ id: "${report!.id}" }`)
  expect((await runOf(told, report!.id)).blocks).toMatchObject([
    { title: 'Gone', error: { code: 'NOT_FOUND' } },
  ])
  await told.answer(
    `mutation { updateDashboard(input: { id: "${id}", expectedVersion: 1, widgets: [{ title: "New", kind: TEXT, text: "t" }] }) { userErrors { code } } }`,
  )
  await runReport(told, `{ id: "${report!.id}" }`)
  await expect
    .poll(async () => (await runOf(told, report!.id)).blocks, { timeout: 20_000 })
    .toMatchObject([{ title: 'New', text: 't' }])
})

test('a dashboard that a report sends cannot be deleted, and a built-in one can be sent', async () => {
  const told = story(app, 'in use')
  const id = await createDashboard(told, 'widgets: []')
  const { report } = await createReport(told, `{ name: "Sends it", dashboardId: "${id}" }`)
  const deleted = () =>
    told.answer(
      `mutation { deleteDashboard(input: { id: "${id}" }) { deletedId userErrors { code message } } }`,
    )
  expect(await deleted()).toEqual({
    deleteDashboard: {
      deletedId: null,
      userErrors: [{ code: 'IN_USE', message: expect.stringContaining('Sends it') }],
    },
  })
  await told.answer(
    `mutation { updateReport(input: { id: "${report!.id}", expectedVersion: 1, dashboardId: "behaviour" }) { userErrors { code } } }`,
  )
  expect(await deleted()).toEqual({ deleteDashboard: { deletedId: id, userErrors: [] } })
  await runReport(told, `{ id: "${report!.id}", range: ${day} }`)
  const { blocks } = await runOf(told, report!.id)
  expect(blocks!.map(({ title, error }) => [title, error])).toEqual([
    ['Active users', null],
    ['Events per user', null],
    ['Messages per user', null],
    ['Logins', null],
    ['New, returning and dormant users', null],
    ['Days of activity', null],
    ['Retention by week', null],
    ['Events by name', null],
    ['Logins and registrations by day', null],
    ['Hours of the week', null],
  ])
})
