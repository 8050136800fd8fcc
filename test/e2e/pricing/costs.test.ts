import { afterAll, beforeAll, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, inClickHouse, inPostgres } from '../../support/track-events.ts'
import { CreateModelPriceDocument } from '../operations/operations.ts'

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

test('usage that was not reported has an unknown cost, and half of it a lower bound', async () => {
  await eventsHappened(app, 'unreported', [
    call({ durationMs: 900 }),
    call({ inputTokens: 1_000 }),
    call({ outputTokens: 1_000 }),
    call({ inputTokens: 0, outputTokens: 0 }),
    call({ cacheHit: true }),
    { message: { conversationId: 'c', role: 'ASSISTANT', ...mini } },
    { message: { conversationId: 'c', role: 'USER', ...mini, inputTokens: 1_000 } },
    call({ model: 'text-embedding-3-small', inputTokens: 1_000 }),
  ])
  expect((await costs('unreported')).map(({ cost, source }) => `${cost} ${source}`)).toEqual([
    'null UNKNOWN',
    '0.0025 LOWER_BOUND',
    '0.01 LOWER_BOUND',
    '0 COMPUTED',
    '0 COMPUTED',
    'null UNKNOWN',
    '0.00015 COMPUTED',
    '0.00002 COMPUTED',
  ])
})

test('the service tier is that of the field, or of the property that SDKs return', async () => {
  const used = { inputTokens: 1_000_000, outputTokens: 0 }
  await eventsHappened(app, 'tiers', [
    call(used),
    call({ ...used, serviceTier: 'BATCH' }),
    call({ ...used, properties: { service_tier: 'batch' } }),
    call({ ...used, properties: { service_tier: 'default' } }),
    call({ ...used, properties: { service_tier: 'scale' } }),
    // Every JavaScript object has a property of this name.
    call({ ...used, properties: { service_tier: 'constructor' } }),
    call({ ...used, serviceTier: 'PRIORITY', properties: { service_tier: 'batch' } }),
    call({ ...used, serviceTier: 'FLEX' }),
  ])
  const tiers = (await inPostgres(app, 'tiers', 'service_tier')) as { service_tier: string | null }[]
  expect((await costs('tiers')).map(({ cost }, i) => `${tiers[i]!.service_tier} ${cost}`)).toEqual([
    'null 2.5',
    'BATCH 1.25',
    'BATCH 1.25',
    'STANDARD 2.5',
    'null 2.5',
    'null 2.5',
    'PRIORITY 4.25',
    // The model has no price for flexible calls.
    'FLEX null',
  ])
})

test('cached and written tokens cost the same, whether input includes them or not', async () => {
  const claude = { provider: 'anthropic', model: 'claude-sonnet-4-5-20250929' }
  const used = { ...claude, cachedTokens: 10_000, cacheWriteTokens: 2_000, outputTokens: 100 }
  await eventsHappened(app, 'written', [
    call({ ...used, inputTokens: 1_000, inputIncludesCached: false }),
    call({ ...used, inputTokens: 13_000 }),
  ])
  // 1,000 × 3 + 10,000 × 0.3 + 2,000 × 3.75 + 100 × 15 = 15,000 millionths
  expect((await costs('written')).map(({ cost }) => cost)).toEqual(['0.015', '0.015'])
  const columns =
    'input_tokens::integer as uncached, cached_tokens::integer as cached, cache_write_tokens::integer as written'
  const split = { uncached: 1_000, cached: 10_000, written: 2_000 }
  expect(await inPostgres(app, 'written', columns)).toEqual([split, split])
})

test('audio and reasoning are parts of the input and the output', async () => {
  const used = { inputTokens: 1_000, outputTokens: 500, reasoningTokens: 100 }
  await eventsHappened(app, 'parts', [
    call(used),
    call({ ...used, model: 'gpt-4o-audio-preview', audioInputTokens: 400, audioOutputTokens: 300 }),
    call({ ...used, audioInputTokens: 400 }),
  ])
  expect((await costs('parts')).map(({ cost }) => cost)).toEqual([
    // 1,000 × 2.5 + 500 × 10 = 7,500 millionths
    '0.0075',
    // 600 × 2.5 + 400 × 40 + 200 × 10 + 300 × 80 = 43,500 millionths
    '0.0435',
    // The model has no price for audio.
    null,
  ])
})

test('prices of a project may depend on the tier, the length of the prompt, and any usage', async () => {
  const { answer } = story(app, 'own')
  const price = { provider: 'acme', model: 'm', validFrom: '2024-01-01T00:00:00Z' }
  for (const more of [
    { usage: 'INPUT', usdPerMillion: '1' },
    { usage: 'INPUT', usdPerMillion: '2', abovePromptTokens: 1_000 },
    { usage: 'INPUT', usdPerMillion: '0.5', serviceTier: 'BATCH' },
    { usage: 'CACHE_WRITE', usdPerMillion: '5' },
    { usage: 'OUTPUT', usdPerMillion: '10' },
    { usage: 'REASONING', usdPerMillion: '30' },
  ] as const)
    expect(
      (await answer(CreateModelPriceDocument, { input: { ...price, ...more } })).createModelPrice.userErrors,
    ).toEqual([])
  const ours = (more: object) => call({ provider: 'acme', model: 'm', outputTokens: 0, ...more })
  await eventsHappened(app, 'own', [
    ours({ inputTokens: 1_000 }),
    ours({ inputTokens: 1_001 }),
    ours({ inputTokens: 1_000, serviceTier: 'BATCH' }),
    ours({ inputTokens: 1_000, cacheWriteTokens: 400 }),
    ours({ inputTokens: 0, outputTokens: 100, reasoningTokens: 60 }),
  ])
  expect((await costs('own')).map(({ cost }) => cost)).toEqual([
    '0.001',
    '0.002002',
    '0.0005',
    '0.0026',
    '0.0022',
  ])
})
