import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
let shop: Story
beforeAll(async () => {
  app = await startTestApp()
  shop = story(app, 'shop')
})
afterAll(() => app.close())

/** Saves a definition, and returns its id. */
async function saved(kind: string, input: object, of: Story = shop): Promise<string> {
  const type = kind[0]!.toUpperCase() + kind.slice(1)
  const { made } = await of.answer<{ made: { saved: { id: string } | null; userErrors: object[] } }>(
    `mutation ($input: Create${type}Input!) { made: create${type}(input: $input) { saved: ${kind} { id } userErrors { code message } } }`,
    { input },
  )
  expect(made.userErrors).toEqual([])
  return made.saved!.id
}

async function removal(kind: string, id: string, of: Story = shop) {
  const type = kind[0]!.toUpperCase() + kind.slice(1)
  const { gone } = await of.answer<{ gone: object }>(
    `mutation { gone: delete${type}(input: { id: "${id}" }) { deletedId userErrors { code field message } } }`,
  )
  return gone
}

const refused = (code: string, message: string) => ({
  deletedId: null,
  userErrors: [{ code, field: 'id', message }],
})

const dashboard = (name: string, ...questions: object[]) =>
  saved('dashboard', { name, widgets: questions.map((question, i) => ({ title: `Widget ${i}`, question })) })

test('what a dashboard names cannot be deleted, each kind with its code', async () => {
  const segment = await saved('segment', {
    name: 'Reds',
    condition: { trait: { key: 'team', values: ['red'] } },
  })
  const funnel = await saved('funnel', {
    name: 'Sales',
    funnel: { steps: [{ event: 'open' }, { event: 'pay' }] },
  })
  const cohorts = await saved('cohorts', { name: 'Weekly', cohorts: {} })
  const query = await saved('query', { name: 'Rows', query: { sql: 'SELECT count() FROM events' } })
  const metric = await saved('metric', { name: 'Rate', key: 'rate', formula: 'messages / activeUsers' })
  const id = await dashboard(
    'Sales board',
    { measure: { metrics: [{ name: 'events' }], by: [{ segmentIds: [segment] }] } },
    { funnelId: funnel },
    { cohortsId: cohorts },
    { query: { queryId: query } },
    { measure: { metrics: [{ name: 'events' }, { formula: 'rate * 100' }] } },
  )
  const named = { segment, funnel, cohorts, query, metric }
  const nouns = {
    segment: 'segment',
    funnel: 'funnel',
    cohorts: 'cohort question',
    query: 'custom query',
    metric: 'metric',
  }
  for (const [kind, thing] of Object.entries(named))
    expect(await removal(kind, thing)).toEqual(
      refused(
        kind === 'segment' ? 'SEGMENT_IN_USE' : 'IN_USE',
        `The dashboard "Sales board" uses this ${nouns[kind as keyof typeof nouns]}. Change "Sales board" first.`,
      ),
    )
  expect(await removal('dashboard', id)).toEqual({ deletedId: id, userErrors: [] })
  for (const [kind, thing] of Object.entries(named))
    expect(await removal(kind, thing)).toEqual({ deletedId: thing, userErrors: [] })
})

test('up to ten of those that use a metric are named', async () => {
  const metric = await saved('metric', { name: 'Base', key: 'base', formula: 'count(event("base"))' })
  await saved('metric', { name: 'Built on it', key: 'built', formula: 'base / activeUsers' })
  for (let i = 1; i <= 11; i++) await dashboard(`Board ${i}`, { measure: { metrics: [{ key: 'base' }] } })
  const boards = Array.from({ length: 9 }, (_, i) => `the dashboard "Board ${i + 1}"`)
  expect(await removal('metric', metric)).toEqual(
    refused(
      'IN_USE',
      `The metric "Built on it", ${boards.join(', ')} and 2 others use this metric. Change them first.`,
    ),
  )
})

test('a text that only looks like the name of a metric does not use it', async () => {
  const metric = await saved('metric', { name: 'Lone', key: 'lone', formula: 'count(event("lone"))' })
  await dashboard(
    'lone',
    { timeSeries: { series: [{ event: 'lone' }] } },
    { measure: { metrics: [{ formula: 'count(event("lone"))' }], by: [{ property: 'lone' }] } },
  )
  expect(await removal('metric', metric)).toEqual({ deletedId: metric, userErrors: [] })
})

test('another project does not keep a thing from being deleted', async () => {
  const other = story(app, 'other')
  const metric = await saved('metric', { name: 'Ours', key: 'ours', formula: 'count(event("x"))' })
  await saved('metric', { name: 'Ours', key: 'ours', formula: 'count(event("x"))' }, other)
  await saved('metric', { name: 'Theirs', key: 'theirs', formula: 'ours * 2' }, other)
  expect(await removal('metric', metric)).toEqual({ deletedId: metric, userErrors: [] })
})
