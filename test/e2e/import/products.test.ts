import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Counts, files } from '../../support/import/counts.ts'
import { importInto } from '../../support/import/import-into.ts'
import { packed } from '../../support/import/packed.ts'
import { jsonLines, pathOf, type Row } from '../../support/import/read-rows.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-products-'))
  app = await startTestApp()
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

const everything = '{ between: { from: "2024-01-01T00:00:00Z", to: "2025-01-01T00:00:00Z" } }'
const countsQuery = `{
  catalog(range: ${everything}) { events(first: 100) { name eventKind count } }
  summary { totalUsers }
  aiModels(first: 100, range: ${everything}) { models { model calls inputTokens cachedTokens cacheWriteTokens outputTokens } }
}`

interface ModelRow {
  model: string
  calls: number
  inputTokens: number
  cachedTokens: number
  cacheWriteTokens: number
  outputTokens: number
}

interface CountsAnswer {
  catalog: { events: { name: string; eventKind: string; count: number }[] }
  summary: { totalUsers: number }
  aiModels: { models: ModelRow[] }
}

/** The same counts, by the service. */
async function countsOf(project: string): Promise<Required<Counts>> {
  const { summary, catalog, aiModels } = await story(app, project).answer<CountsAnswer>(countsQuery)
  const custom = catalog.events.filter(({ eventKind }) => eventKind === 'CUSTOM')
  return {
    events: Object.fromEntries(custom.map(({ name, count }) => [name, count])),
    users: summary.totalUsers,
    models: Object.fromEntries(
      aiModels.models.map(({ model, calls, inputTokens, cachedTokens, cacheWriteTokens, outputTokens }) => [
        model,
        [calls, inputTokens + cachedTokens + cacheWriteTokens, outputTokens],
      ]),
    ),
  }
}

test.each(files)(
  '%s, packed as %s, is imported as it counts, and a second time changes nothing',
  async (name, packing, count) => {
    const project = `import-${name.replaceAll('.', '-')}`
    const path = await packed(name, packing, folder)
    const first = await importInto(app, project, path)
    const expected = count()
    const whole = { models: {}, ...expected }
    expect(await countsOf(project)).toEqual(whole)
    expect(first.tally.users).toBe(expected.users)

    const { tally } = await importInto(app, project, path)
    expect([tally.accepted, tally.duplicates]).toEqual([0, first.tally.accepted + first.tally.duplicates])
    expect(await countsOf(project)).toEqual(whole)
  },
)

interface SumAnswer {
  systemMetrics: { series: { values: (number | null)[] }[] }
  aiModels: { models: unknown[] }
}

test('usage of OpenAI is imported as metrics with the sums of the file, and no call', async () => {
  const project = 'import-openai-usage'
  for (const _ of ['first', 'again']) await importInto(app, project, pathOf('openai-usage.json'))
  const results: Row[] = jsonLines('openai-usage.json')
    .flatMap(({ data }) => data)
    .flatMap(({ results }) => results)
  const total = (valueIn: (result: Row) => number | undefined) =>
    results.reduce((sum, result) => sum + (valueIn(result) ?? 0), 0)
  const sumOf = async (name: string) => {
    const { systemMetrics, aiModels } = await story(app, project).answer<SumAnswer>(
      `{ systemMetrics(name: "${name}", aggregate: SUM, interval: MONTH, range: ${everything}) { series { values } } aiModels(range: ${everything}) { models { calls } } }`,
    )
    expect(aiModels.models).toEqual([])
    return systemMetrics.series[0]!.values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
  }
  expect(await sumOf('openai.requests')).toBe(total(result => result.num_model_requests))
  expect(await sumOf('openai.input_tokens')).toBe(total(result => result.input_tokens))
  expect(await sumOf('openai.output_tokens')).toBe(total(result => result.output_tokens))
  expect(await sumOf('openai.cost')).toBeCloseTo(
    total(result => result.amount?.value),
    9,
  )
})

test('no prompt, answer or key of a file is stored', async () => {
  const { rows } = await app.services.database.pool.query(
    "select count(*)::int as events from events where to_jsonb(events)::text like '%SECRET%'",
  )
  expect(rows).toEqual([{ events: 0 }])
})
