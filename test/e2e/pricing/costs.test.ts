import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, inClickHouse, inPostgres } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const call = (more: object) => ({ aiCall: { provider: 'openai', model: 'gpt-4o', ...more } })

/** The cost, its source and the saving of a cache, from both databases. */
async function costs(project: string) {
  const columns = 'cost_usd::text as cost, cost_source as source, saved_cost_usd::text as saved'
  const rows = (await inPostgres(app, project, columns)) as Record<string, string | null>[]
  const twins = await inClickHouse(
    app,
    project,
    'toString(cost_usd) as cost, cost_source as source, toString(saved_cost_usd) as saved',
  )
  expect(twins).toEqual(rows.map(row => ({ ...row, source: row.source ?? '' })))
  return rows
}

test('a given cost is kept, to the tenth decimal', async () => {
  await eventsHappened(app, 'given', [
    call({ costUsd: '0.0123456789', inputTokens: 1_000_000 }),
    call({ costUsd: '0.0000000001' }),
    { message: { conversationId: 'c', role: 'ASSISTANT', costUsd: '123456789012.0123456789' } },
    call({ costUsd: 'raw 0.25' }),
    call({ costUsd: 'raw 1e-7' }),
    call({ costUsd: '0' }),
  ])
  expect(await costs('given')).toEqual(
    ['0.0123456789', '0.0000000001', '123456789012.0123456789', '0.25', '0.0000001', '0'].map(cost => ({
      cost,
      source: 'PROVIDED',
      saved: null,
    })),
  )
  const total = '123456789012.2746914579'
  expect((await app.services.database.pool.query(sumOf('given'))).rows).toEqual([{ sum: total }])
  const [{ sum }] = (await inClickHouse(
    app,
    'given',
    'toString(sum(cost_usd) over (partition by project)) as sum',
  )) as [{ sum: string }]
  expect(sum).toBe(total)
})

const sumOf = (project: string) => ({
  text: 'select sum(cost_usd)::text as sum from events where project = $1',
  values: [project],
})

test('a missing cost is computed from the price of the model', async () => {
  await eventsHappened(app, 'computed', [
    // 800 × 2.5 + 200 × 1.25 + 500 × 10 = 7,250 millionths
    call({ inputTokens: 1_000, cachedTokens: 200, outputTokens: 500 }),
    // 1,000 × 2.5 + 200 × 1.25 + 500 × 10 = 7,750 millionths
    call({ inputTokens: 1_000, cachedTokens: 200, outputTokens: 500, inputIncludesCached: false }),
    // 1 × 0.15 + 1 × 0.6 = 0.75 millionths
    { message: { conversationId: 'c', role: 'ASSISTANT', ...mini, inputTokens: 1, outputTokens: 1 } },
    // 3 × 0.02 = 0.06 millionths
    call({ model: 'text-embedding-3-small', callType: 'EMBEDDING', inputTokens: 3 }),
  ])
  expect(await costs('computed')).toEqual(
    ['0.00725', '0.00775', '0.00000075', '0.00000006'].map(cost => ({
      cost,
      source: 'COMPUTED',
      saved: null,
    })),
  )
})

const mini = { provider: 'openai', model: 'gpt-4o-mini' }

test('a call answered by your own cache costs nothing and reports its saving', async () => {
  await eventsHappened(app, 'cached', [call({ cacheHit: true, inputTokens: 1_000, outputTokens: 500 })])
  // 1,000 × 2.5 + 500 × 10 = 7,500 millionths
  expect(await costs('cached')).toEqual([{ cost: '0', source: 'COMPUTED', saved: '0.0075' }])
})

test('the cost of an unknown model is unknown, and an event without a model has none', async () => {
  await eventsHappened(app, 'unknown', [
    call({ model: 'of our own', inputTokens: 1_000 }),
    call({ model: 'of our own' }),
    call({ provider: 'elsewhere', inputTokens: 1_000 }),
    { aiCall: { inputTokens: 1_000 } },
    { message: { conversationId: 'c', role: 'USER' } },
  ])
  const unknown = { cost: null, source: 'UNKNOWN', saved: null }
  const none = { cost: null, source: null, saved: null }
  expect(await costs('unknown')).toEqual([unknown, unknown, unknown, none, none])
})
