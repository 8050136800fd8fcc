import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, inClickHouse, inPostgres } from '../../support/track-events.ts'
import {
  CreateModelPriceDocument,
  type CreateModelPriceInput,
  DeleteModelPriceDocument,
  EndModelPriceDocument,
  RecomputeCostsDocument,
  type RecomputeCostsInput,
} from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const march = { from: '2024-03-01T00:00:00Z', to: '2024-04-01T00:00:00Z' }

/** A project whose administrator sets prices and recomputes costs. */
function project(name: string) {
  const { answer } = story(app, name)
  const price = async (more: Partial<CreateModelPriceInput> = {}) => {
    const input = {
      provider: 'acme',
      model: 'm-1',
      usage: 'INPUT' as const,
      usdPerMillion: '2',
      validFrom: '1970-01-01T00:00:00Z',
      ...more,
    }
    const { createModelPrice } = await answer(CreateModelPriceDocument, { input })
    expect(createModelPrice.userErrors).toEqual([])
    return createModelPrice.modelPrice!.id
  }
  const end = (id: string, validTo: string) => answer(EndModelPriceDocument, { input: { id, validTo } })
  const unprice = (id: string) => answer(DeleteModelPriceDocument, { input: { id } })
  const recompute = async (more: Partial<RecomputeCostsInput> = {}) =>
    (await answer(RecomputeCostsDocument, { input: { range: { between: march }, ...more } })).recomputeCosts
  const write = (more: Partial<RecomputeCostsInput> = {}) => recompute({ dryRun: false, ...more })
  const happened = (events: object[]) => eventsHappened(app, name, events)
  return { price, end, unprice, recompute, write, happened, costs: () => costs(name) }
}

/** The cost of each event, from both databases, in log order. */
async function costs(name: string) {
  const rows = await inPostgres(
    app,
    name,
    `cost_usd::text as cost, coalesce(cost_source, '') as source, saved_cost_usd::text as saved`,
  )
  const twins = await inClickHouse(
    app,
    name,
    'toString(cost_usd) as cost, cost_source as source, toString(saved_cost_usd) as saved',
  )
  expect(twins).toEqual(rows)
  return (rows as Record<string, string | null>[]).map(({ cost, source, saved }) =>
    [cost ?? 'null', source || 'none', ...(saved === null ? [] : [`saved ${saved}`])].join(' '),
  )
}

const call = (more: object = {}) => ({
  aiCall: { timestamp: '2024-03-15T12:00:00Z', provider: 'acme', model: 'm-1', inputTokens: 1_000, ...more },
})
const model = (more: object) => ({
  provider: 'acme',
  model: 'm-1',
  examined: 0,
  changed: 0,
  costBeforeUsd: '0',
  costAfterUsd: '0',
  stillUnknown: 0,
  ...more,
})
const done = { hasMoreModels: false, isApplied: true, userErrors: [] }

describe('a dry run', () => {
  test('reports the changes and writes nothing; the real run writes the same to both databases', async () => {
    const { price, recompute, write, happened, costs } = project('later')
    await happened([
      call({ inputTokens: 1_000, outputTokens: 500 }),
      call({ inputTokens: 3, outputTokens: 0 }),
      { message: { ...call().aiCall, conversationId: 'c', role: 'ASSISTANT', inputTokens: 7 } },
      call({ model: 'm-2' }),
    ])
    const unknown = ['null UNKNOWN', 'null UNKNOWN', 'null UNKNOWN', 'null UNKNOWN']
    expect(await costs()).toEqual(unknown)
    await price({ usdPerMillion: '0.3' })
    await price({ usage: 'OUTPUT', usdPerMillion: '8' })

    const report = {
      examined: 4,
      changed: 3,
      costBeforeUsd: '0',
      // (1,000 + 3 + 7) × 0.3 + 500 × 8 = 4,303 millionths
      costAfterUsd: '0.004303',
      differenceUsd: '0.004303',
      byModel: [
        model({ examined: 3, changed: 3, costAfterUsd: '0.004303' }),
        model({ model: 'm-2', examined: 1, stillUnknown: 1 }),
      ],
      ...done,
    }
    expect(await recompute()).toEqual({ dryRun: true, ...report })
    expect(await costs()).toEqual(unknown)
    expect(await write()).toEqual({ dryRun: false, ...report })
    expect(await costs()).toEqual([
      '0.0043 COMPUTED',
      '0.0000009 COMPUTED',
      // The output of the message was not reported.
      '0.0000021 LOWER_BOUND',
      'null UNKNOWN',
    ])
  })

  test('after the real run finds nothing to change', async () => {
    const { price, recompute, write, happened } = project('twice')
    await happened([call()])
    await price()
    await write()
    const same = {
      examined: 1,
      changed: 0,
      costBeforeUsd: '0.002',
      costAfterUsd: '0.002',
      differenceUsd: '0',
    }
    expect(await recompute()).toMatchObject(same)
    expect(await write()).toMatchObject({ ...same, isApplied: true })
  })
})

test('the answer waits until ClickHouse also has the changes of an earlier recomputation that was killed', async () => {
  const { price, write, happened, costs } = project('repeated')
  const { pool } = app.services.database
  await happened([call()])
  await price()
  await costs()
  const blocker = await app.services.database.connect()
  await blocker.query('begin')
  // The projection waits at the next batch, before it looks for corrections.
  await blocker.query('lock table projection in exclusive mode')
  await happened([call({ costUsd: '1' })])
  await expect.poll(waitingForLocks, { timeout: 10_000 }).toBe(1)
  await pool.query(
    `with corrected as (
       update events set cost_usd = 0.002, cost_source = 'COMPUTED'
       where project = 'repeated' and cost_source = 'UNKNOWN' returning seq)
     insert into cost_corrections (project, seqs) select 'repeated', array_agg(seq) from corrected`,
  )
  setTimeout(() => void blocker.end(), 500)
  expect(await write()).toMatchObject({ changed: 0, isApplied: true })
  expect((await pool.query('select id from cost_corrections')).rows).toEqual([])
  expect(await costs()).toEqual(['0.002 COMPUTED', '1 PROVIDED'])
})

describe('a cost is recomputed with the present price table', () => {
  test('by the price at the time of the call, from its first instant to just before its end', async () => {
    const { price, end, write, happened, costs } = project('changed')
    const first = await price()
    await happened([
      call({ timestamp: '2024-03-14T23:59:59.999Z' }),
      call({ timestamp: '2024-03-15T00:00:00Z' }),
      call({ timestamp: '2024-03-31T23:59:59.999Z' }),
    ])
    expect(await costs()).toEqual(['0.002 COMPUTED', '0.002 COMPUTED', '0.002 COMPUTED'])
    await end(first, '2024-03-15T00:00:00Z')
    await price({ usdPerMillion: '0.5', validFrom: '2024-03-15T00:00:00Z' })
    expect(await write()).toMatchObject({
      examined: 3,
      changed: 2,
      costBeforeUsd: '0.006',
      costAfterUsd: '0.003',
      differenceUsd: '-0.003',
    })
    expect(await costs()).toEqual(['0.002 COMPUTED', '0.0005 COMPUTED', '0.0005 COMPUTED'])
  })

  test('and becomes unknown without a price', async () => {
    const { price, unprice, write, happened, costs } = project('taken back')
    const mistake = await price({ usdPerMillion: '20000' })
    await happened([call(), call({ cacheHit: true })])
    expect(await costs()).toEqual(['20 COMPUTED', '0 COMPUTED saved 20'])
    await unprice(mistake)
    expect(await write()).toMatchObject({
      changed: 2,
      costBeforeUsd: '20',
      costAfterUsd: '0',
      byModel: [model({ examined: 2, changed: 2, costBeforeUsd: '20', stillUnknown: 2 })],
    })
    expect(await costs()).toEqual(['null UNKNOWN', 'null UNKNOWN'])
  })

  test('including the saving of your own cache, whose cost stays 0', async () => {
    const { price, end, write, happened, costs } = project('saved')
    const first = await price()
    await happened([call({ cacheHit: true })])
    await end(first, '2024-01-01T00:00:00Z')
    await price({ usdPerMillion: '3', validFrom: '2024-01-01T00:00:00Z' })
    expect(await write()).toMatchObject({ changed: 1, costBeforeUsd: '0', costAfterUsd: '0' })
    expect(await costs()).toEqual(['0 COMPUTED saved 0.003'])
  })

  test('to the last decimal, in every sum', async () => {
    const { price, write, happened, costs } = project('exact')
    await happened([
      ...Array.from({ length: 7 }, () => call({ inputTokens: 1, outputTokens: 0 })),
      call({ inputTokens: 0, outputTokens: 10_000_000_000_000 }),
    ])
    await price({ usdPerMillion: '0.0001000001' })
    await price({ usage: 'OUTPUT', usdPerMillion: '100000' })
    // 0.0001000001 millionths are 0.000000000100(0001), rounded; 10^13 × 0.1 = 10^12.
    const total = '1000000000000.0000000007'
    expect(await write()).toMatchObject({ changed: 8, costAfterUsd: total, differenceUsd: total })
    expect(await costs()).toEqual([...Array(7).fill('0.0000000001 COMPUTED'), '1000000000000 COMPUTED'])
    const [{ sum }] = (await inClickHouse(
      app,
      'exact',
      'toString(sum(cost_usd) over (partition by project)) as sum',
    )) as [{ sum: string }]
    expect(sum).toBe(total)
  })
})

describe('a recomputation leaves alone', () => {
  test('a given cost, an event without a model, and an event outside the range', async () => {
    const { price, write, happened, costs } = project('outside')
    await happened([
      call({ costUsd: '0.7' }),
      call({ costUsd: '0' }),
      { aiCall: { timestamp: march.from, inputTokens: 1_000 } },
      call({ timestamp: '2024-02-29T23:59:59.999Z' }),
      call({ timestamp: march.from }),
      call({ timestamp: march.to }),
    ])
    await price()
    expect(await write()).toMatchObject({ examined: 1, changed: 1, costAfterUsd: '0.002' })
    expect(await costs()).toEqual([
      '0.7 PROVIDED',
      '0 PROVIDED',
      'null none',
      'null UNKNOWN',
      '0.002 COMPUTED',
      'null UNKNOWN',
    ])
  })

  test('another project', async () => {
    const other = project('other')
    await other.happened([call()])
    await other.price()
    const ours = project('ours')
    await ours.happened([call()])
    await ours.price({ usdPerMillion: '5' })
    expect(await ours.write()).toMatchObject({ examined: 1, changed: 1 })
    expect(await ours.costs()).toEqual(['0.005 COMPUTED'])
    expect(await other.costs()).toEqual(['null UNKNOWN'])
  })

  test('another provider or model if one is named', async () => {
    const { price, write, happened, costs } = project('named')
    await happened(
      ['m-1', 'm-1-2024-08-06', 'm-1-mini', 'm-2'].flatMap(name => [
        call({ model: name }),
        call({ model: name, provider: 'Other' }),
      ]),
    )
    await price({ model: '*' })
    await price({ model: '*', provider: 'other', usdPerMillion: '3' })
    expect(await write({ provider: 'ACME', model: 'm-1' })).toMatchObject({
      examined: 2,
      changed: 2,
      byModel: [model({ examined: 1, changed: 1, costAfterUsd: '0.002' }), { model: 'm-1-2024-08-06' }],
    })
    expect(await write({ provider: 'other', model: 'm-1*' })).toMatchObject({ examined: 3, changed: 3 })
    expect(await write({ model: 'm-2' })).toMatchObject({ examined: 2, changed: 2 })
    expect(await costs()).toEqual([
      '0.002 COMPUTED',
      '0.003 COMPUTED',
      '0.002 COMPUTED',
      '0.003 COMPUTED',
      'null UNKNOWN',
      '0.003 COMPUTED',
      '0.002 COMPUTED',
      '0.003 COMPUTED',
    ])
  })
})

test('more events than fit on a page, many at one instant, are all recomputed once', async () => {
  const { price, write } = project('pages')
  await app.services.database.pool.query(
    `insert into events (project, event_id, kind, name, occurred_at, provider, model, input_tokens, cost_source)
     select 'pages', n::text, case when n % 3 = 0 then 'event' else 'ai_call' end,
       case when n % 3 = 0 then 'click' else 'ai_call' end,
       timestamptz '2024-03-01' + interval '1 second' * (n / 7000), 'acme', 'm-1', n, case when n % 3 > 0 then 'UNKNOWN' end
     from generate_series(1, 15000) n`,
  )
  await price({ usdPerMillion: '1' })
  // Two of three: 15,000 × 15,001 ÷ 2 − 3 × 5,000 × 5,001 ÷ 2 = 112,507,500 − 37,507,500 = 75,000,000 tokens
  expect(await write()).toMatchObject({
    examined: 10_000,
    changed: 10_000,
    costAfterUsd: '75',
    isApplied: true,
  })
  const [{ sum, known }] = (await inClickHouse(
    app,
    'pages',
    `toString(sum(cost_usd) over (partition by project)) as sum,
     countIf(cost_source = 'COMPUTED') over (partition by project) as known`,
  )) as [{ sum: string; known: number }]
  expect({ sum, known }).toEqual({ sum: '75', known: 10_000 })
  expect(await write()).toMatchObject({ examined: 10_000, changed: 0 })
})

test('the changes are broken down by at most 100 models, those with most changes first', async () => {
  const { price, recompute, happened } = project('models')
  await happened([
    ...Array.from({ length: 101 }, (_, i) => call({ model: `m-${i}` })),
    call({ model: 'z', inputTokens: 1 }),
    call({ model: 'z', inputTokens: 1 }),
  ])
  await price({ model: '*' })
  const { byModel, hasMoreModels, examined, costAfterUsd } = await recompute()
  // 101 × 2,000 + 2 × 2 = 202,004 millionths
  expect({ examined, costAfterUsd, hasMoreModels }).toEqual({
    examined: 103,
    costAfterUsd: '0.202004',
    hasMoreModels: true,
  })
  expect(byModel).toHaveLength(100)
  expect(byModel[0]).toEqual(model({ model: 'z', examined: 2, changed: 2, costAfterUsd: '0.000004' }))
})

test('a range may be a preset, in the given time zone', async () => {
  const { recompute, happened } = project('preset')
  await happened([{ aiCall: { provider: 'acme', model: 'm-1' } }])
  const today = { range: { preset: 'TODAY' as const } }
  for (const timeZone of ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])
    expect(await recompute({ ...today, timeZone })).toMatchObject({ examined: 1, userErrors: [] })
  expect(await recompute({ range: { preset: 'YESTERDAY' } })).toMatchObject({ examined: 0, byModel: [] })
})

describe('a recomputation is refused, and nothing is written,', () => {
  const refused = {
    examined: 0,
    changed: 0,
    costBeforeUsd: '0',
    costAfterUsd: '0',
    differenceUsd: '0',
    byModel: [],
  }

  test.each<[string, Partial<RecomputeCostsInput>, string, string]>([
    [
      'with an empty range',
      { range: { between: { from: march.to, to: march.from } } },
      'INVALID_RANGE',
      'range',
    ],
    ['with an offset as time zone', { timeZone: '+02:00' }, 'INVALID_TIME_ZONE', 'timeZone'],
  ])('%s', async (_, input, code, field) => {
    expect(await project('refused').write(input)).toEqual({
      ...refused,
      ...done,
      dryRun: false,
      userErrors: [{ code, field, message: expect.any(String) }],
    })
  })

  test('while another one runs in the same project, but not in another project', async () => {
    const { price, recompute, write, happened, costs } = project('busy')
    await happened([call()])
    await price()
    const blocker = await app.services.database.connect()
    await blocker.query('begin')
    await blocker.query(`select from events where project = 'busy' for update`)
    const running = write()
    try {
      await expect.poll(waitingForLocks, { timeout: 10_000 }).toBe(1)
      expect(await recompute()).toMatchObject({ examined: 0, userErrors: [{ code: 'RECOMPUTE_RUNNING' }] })
      expect(await project('idle').recompute()).toMatchObject({ userErrors: [] })
    } finally {
      await blocker.query('commit')
      await blocker.end()
    }
    expect(await running).toMatchObject({ changed: 1, isApplied: true, userErrors: [] })
    expect(await costs()).toEqual(['0.002 COMPUTED'])
    expect(await recompute()).toMatchObject({ examined: 1, changed: 0, userErrors: [] })
  })
})

async function waitingForLocks(): Promise<number> {
  const { rows } = await app.services.database.pool.query(
    `select count(*)::integer as sessions from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows[0].sessions
}
