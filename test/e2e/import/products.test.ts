import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Counts, files } from '../../support/import/counts.ts'
import { importInto } from '../../support/import/import-into.ts'
import { pathOf } from '../../support/import/read-rows.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const everything = '{ between: { from: "2024-01-01T00:00:00Z", to: "2025-01-01T00:00:00Z" } }'
const countsQuery = `{
  catalog { events(first: 100) { name eventKind count } }
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
  const custom = catalog.events.filter(({ eventKind }) => eventKind === 'EVENT')
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

test.each(Object.entries(files))(
  '%s is imported as it counts, and a second time changes nothing',
  async (name, count) => {
    const project = `import-${name.replaceAll('.', '-')}`
    const first = await importInto(app, project, pathOf(name))
    const expected = count()
    const whole = { models: {}, ...expected }
    expect(await countsOf(project)).toEqual(whole)
    expect(first.tally.users).toBe(expected.users)

    const { tally } = await importInto(app, project, pathOf(name))
    expect([tally.accepted, tally.duplicates]).toEqual([0, first.tally.accepted + first.tally.duplicates])
    expect(await countsOf(project)).toEqual(whole)
  },
)
