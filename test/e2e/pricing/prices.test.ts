import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultPrices } from '../../../src/pricing/default-prices/default-prices.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, inPostgres } from '../../support/track-events.ts'
import {
  CreateModelPriceDocument,
  type CreateModelPriceInput,
  DeleteModelPriceDocument,
  EndModelPriceDocument,
  ModelPricesDocument,
  type ModelPricesQuery,
  type ModelPricesQueryVariables,
} from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const march = '2024-03-01T00:00:00.000Z'
const april = '2024-04-01T00:00:00.000Z'
const may = '2024-05-01T00:00:00.000Z'

/** The administrator of a project with prices. */
function keeper(project: string) {
  const { answer } = story(app, project)
  const add = async (price: Partial<CreateModelPriceInput> = {}) => {
    const input = { provider: 'acme', model: 'm-1', usage: 'INPUT' as const, usdPerMillion: '2', ...price }
    return (await answer(CreateModelPriceDocument, { input })).createModelPrice
  }
  const added = async (price: Partial<CreateModelPriceInput> = {}) => {
    const { modelPrice, userErrors } = await add({ validFrom: march, ...price })
    expect(userErrors).toEqual([])
    return modelPrice!
  }
  const end = async (id: string, validTo?: string) =>
    (await answer(EndModelPriceDocument, { input: { id, validTo } })).endModelPrice
  const remove = async (id: string) =>
    (await answer(DeleteModelPriceDocument, { input: { id } })).deleteModelPrice
  const list = async (variables: ModelPricesQueryVariables = {}) =>
    (await answer(ModelPricesDocument, { includeDefaults: false, ...variables })).modelPrices
  const costs = async () =>
    (await inPostgres(app, project, 'cost_usd::text as cost')).map(row => (row as { cost: string }).cost)
  return { add, added, end, remove, list, costs }
}

const refusal = (code: string, field: string) => [{ code, field, message: expect.any(String) }]

describe('a price', () => {
  test('is shown as added, with the provider in lower case and without blanks around names', async () => {
    const { add, list } = keeper('shown')
    const { modelPrice } = await add({
      provider: ' Acme ',
      model: ' m-1* ',
      usage: 'CACHED_INPUT',
      serviceTier: 'FLEX',
      abovePromptTokens: 200_000,
      usdPerMillion: '0.123456789012',
      validFrom: march,
      validTo: '2024-04-01T02:00:00+02:00',
    })
    expect(modelPrice).toEqual({
      id: expect.stringMatching(/^\d+$/),
      provider: 'acme',
      model: 'm-1*',
      usage: 'CACHED_INPUT',
      serviceTier: 'FLEX',
      abovePromptTokens: 200_000,
      usdPerMillion: '0.123456789012',
      validFrom: march,
      validTo: april,
      isDefault: false,
      createdAt: expect.any(String),
    })
    expect(await list()).toEqual([modelPrice])
  })

  test('is of the standard tier, and of prompts of any length, by default', async () => {
    expect(await keeper('plain').added()).toMatchObject({ serviceTier: 'STANDARD', abovePromptTokens: 0 })
  })

  test('is valid from now on without an end by default', async () => {
    const { add } = keeper('now')
    const before = Date.now()
    const { modelPrice } = await add()
    expect(Date.parse(modelPrice!.validFrom)).toBeGreaterThanOrEqual(before)
    expect(Date.parse(modelPrice!.validFrom)).toBeLessThanOrEqual(Date.now())
    expect(modelPrice!.validTo).toBeNull()
  })

  test('belongs to its project only', async () => {
    const { id } = await keeper('mine').added()
    const other = keeper('other')
    expect(await other.list()).toEqual([])
    expect((await other.end(id)).userErrors).toEqual(refusal('NOT_FOUND', 'id'))
    expect((await other.remove(id)).userErrors).toEqual(refusal('NOT_FOUND', 'id'))
    expect(await keeper('mine').list()).toMatchObject([{ id, validTo: null }])
  })

  test('applies to the next call', async () => {
    const { added, end, remove, costs } = keeper('at once')
    const call = { aiCall: { provider: 'Acme', model: 'm-1-2024-08-06', inputTokens: 1_000_000 } }
    await eventsHappened(app, 'at once', [call])
    const first = await added({ usdPerMillion: '3' })
    await eventsHappened(app, 'at once', [call])
    await end(first.id)
    await eventsHappened(app, 'at once', [call])
    const second = await added({ model: 'm-1-2024-08-06', usdPerMillion: '0.0000000001', validFrom: may })
    await eventsHappened(app, 'at once', [call])
    await remove(second.id)
    await eventsHappened(app, 'at once', [call])
    expect(await costs()).toEqual([null, '3', null, '0.0000000001', null])
  })

  test('of the project takes precedence over a default one', async () => {
    const { added, costs } = keeper('cheaper')
    await added({ provider: 'OpenAI', model: 'gpt-4o', usdPerMillion: '1' })
    const call = (model: string) => ({ aiCall: { provider: 'openai', model, inputTokens: 1_000_000 } })
    await eventsHappened(app, 'cheaper', ['gpt-4o', 'gpt-4o-2024-08-06', 'gpt-4o-mini'].map(call))
    expect(await costs()).toEqual(['1', '1', '0.15'])
  })

  test('that another process changed is seen when prices are read again', async () => {
    const { added } = keeper('elsewhere')
    await added()
    const { prices } = app.services
    expect((await prices.of('elsewhere')).prices).toHaveLength(defaultPrices.length + 1)
    await app.services.database.pool.query(
      `update model_prices set usd_per_million = 5 where project = 'elsewhere'`,
    )
    expect((await prices.of('elsewhere')).prices[0]!.usdPerMillion).toBe('2')
    prices.forget('elsewhere')
    expect((await prices.of('elsewhere')).prices[0]!.usdPerMillion).toBe('5')
  })
})

describe('a price is refused', () => {
  test.each<[string, Partial<CreateModelPriceInput>, string, string]>([
    ['without a provider', { provider: ' ' }, 'REQUIRED', 'provider'],
    ['without a model', { model: '' }, 'REQUIRED', 'model'],
    ['of a provider with 101 characters', { provider: 'p'.repeat(101) }, 'TOO_LONG', 'provider'],
    ['of a model with 101 characters', { model: 'm'.repeat(101) }, 'TOO_LONG', 'model'],
    ['of a provider with a NUL', { provider: 'a\0b' }, 'INVALID_TEXT', 'provider'],
    ['of a model with half a surrogate pair', { model: 'm\ud800' }, 'INVALID_TEXT', 'model'],
    ['of a model with a line break', { model: 'm\n1' }, 'INVALID_TEXT', 'model'],
    ['with a * that is not at the end', { model: 'm-*-mini' }, 'INVALID_PATTERN', 'model'],
    ['with two *', { model: 'm-**' }, 'INVALID_PATTERN', 'model'],
    ['below 0', { usdPerMillion: '-0.1' }, 'OUT_OF_RANGE', 'usdPerMillion'],
    ['above 100,000', { usdPerMillion: '100000.000000000001' }, 'OUT_OF_RANGE', 'usdPerMillion'],
    ['that is not a number', { usdPerMillion: 'two' }, 'INVALID_NUMBER', 'usdPerMillion'],
    ['with 13 decimals', { usdPerMillion: '0.0000000000001' }, 'INVALID_NUMBER', 'usdPerMillion'],
    ['that ends before it starts', { validFrom: april, validTo: march }, 'INVALID_RANGE', 'validTo'],
    ['that ends when it starts', { validFrom: march, validTo: march }, 'INVALID_RANGE', 'validTo'],
    ['that ended before now, when it starts', { validTo: march }, 'INVALID_RANGE', 'validTo'],
    ['of a negative length of prompt', { abovePromptTokens: -1 }, 'OUT_OF_RANGE', 'abovePromptTokens'],
    ['of half a token', { abovePromptTokens: 0.5 }, 'INVALID_NUMBER', 'abovePromptTokens'],
    ['from before 1970', { validFrom: '1969-12-31T23:59:59Z' }, 'TIMESTAMP_OUT_OF_RANGE', 'validFrom'],
    ['from the year 0', { validFrom: '0000-01-01T00:00:00Z' }, 'TIMESTAMP_OUT_OF_RANGE', 'validFrom'],
    ['until the year 9999', { validTo: '9999-12-31T23:59:59Z' }, 'TIMESTAMP_OUT_OF_RANGE', 'validTo'],
  ])('%s', async (title, price, code, field) => {
    const { add, list } = keeper(`refused ${title}`)
    expect(await add(price)).toEqual({ modelPrice: null, userErrors: refusal(code, field) })
    expect(await list()).toEqual([])
  })

  test('but not at the edge of the allowed values', async () => {
    const { added, list } = keeper('edges')
    await added({ model: '*', usdPerMillion: '0' })
    await added({ model: 'm'.repeat(100), usdPerMillion: '100000', validFrom: '1970-01-01T00:00:00Z' })
    await added({ provider: 'p'.repeat(100), validTo: '9998-12-31T23:59:59.999Z' })
    expect(await list()).toHaveLength(3)
  })

  test('if the project has 5,000', async () => {
    await app.services.database.pool.query(
      `insert into model_prices (project, provider, model, usage, usd_per_million, valid_from)
       select 'many', 'acme', 'm-' || n, 'INPUT', 1, now() from generate_series(1, 5000) n`,
    )
    const { add, list, remove } = keeper('many')
    const listed = await list()
    expect(listed).toHaveLength(5_000)
    expect(await add({ model: 'one more' })).toEqual({
      modelPrice: null,
      userErrors: refusal('TOO_MANY', 'input'),
    })
    await remove(listed[0]!.id)
    expect((await add({ model: 'one more' })).userErrors).toEqual([])
  })
})

describe('of two prices of a model and usage at one time,', () => {
  test.each<[string, Partial<CreateModelPriceInput>]>([
    ['the same time', { validFrom: march, validTo: april }],
    ['an earlier start', { validFrom: '2024-01-01T00:00:00Z', validTo: '2024-03-01T00:00:00.001Z' }],
    ['a later end', { validFrom: '2024-03-31T23:59:59.999Z' }],
    ['all time', { validFrom: '1970-01-01T00:00:00Z' }],
    ['a time inside', { validFrom: '2024-03-02T00:00:00Z', validTo: '2024-03-03T00:00:00Z' }],
    ['the provider in another case', { provider: 'ACME', validFrom: march }],
  ])('the second is refused: %s', async (title, second) => {
    const { added, add, list } = keeper(`overlap ${title}`)
    await added({ validTo: april })
    expect(await add(second)).toEqual({
      modelPrice: null,
      userErrors: refusal('PRICE_OVERLAPS', 'validFrom'),
    })
    expect(await list()).toHaveLength(1)
  })

  test('the second may follow the first, precede it, or be of another model, usage, tier, length, provider or project', async () => {
    const { added, list } = keeper('beside')
    await added({ validTo: april })
    await added({ validFrom: april, validTo: may })
    await added({ validFrom: '2024-01-01T00:00:00Z', validTo: march })
    await added({ model: 'm-1*' })
    await added({ model: 'M-1' })
    await added({ usage: 'OUTPUT' })
    await added({ serviceTier: 'BATCH' })
    await added({ abovePromptTokens: 200_000 })
    await added({ serviceTier: 'BATCH', abovePromptTokens: 200_000 })
    await added({ provider: 'other' })
    await keeper('beside this').added()
    expect(await list()).toHaveLength(10)
  })

  test('one is stored if twenty are added at once', async () => {
    const { add, list } = keeper('race')
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => add({ usdPerMillion: `${i}`, validFrom: march })),
    )
    const stored = answers.flatMap(({ modelPrice }) => modelPrice ?? [])
    const refused = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))
    expect(stored).toHaveLength(1)
    expect(refused).toEqual(Array(19).fill('PRICE_OVERLAPS'))
    expect(await list()).toEqual(stored)
  })
})

describe('the end of a price', () => {
  test('is now by default, and makes room for the next price', async () => {
    const { added, end, list } = keeper('ends')
    const first = await added()
    const { modelPrice } = await end(first.id)
    expect(modelPrice).toMatchObject({ id: first.id, validFrom: march })
    await added({ validFrom: modelPrice!.validTo!, usdPerMillion: '3' })
    expect((await list()).map(({ usdPerMillion }) => usdPerMillion)).toEqual(['3', '2'])
  })

  test('may be in the past, in the future, and before its previous end', async () => {
    const { added, end } = keeper('moves')
    const { id } = await added()
    const later = new Date(Date.now() + 86_400_000).toISOString()
    expect((await end(id, later)).modelPrice).toMatchObject({ validTo: later })
    expect((await end(id, may)).modelPrice).toMatchObject({ validTo: may })
    expect((await end(id, april)).modelPrice).toMatchObject({ validTo: april })
  })

  test.each<[string, string, string | undefined, string, string]>([
    ['at its start', '', march, 'INVALID_RANGE', 'validTo'],
    ['before its start', '', '2024-02-01T00:00:00Z', 'INVALID_RANGE', 'validTo'],
    ['before 1970', '', '1969-01-01T00:00:00Z', 'TIMESTAMP_OUT_OF_RANGE', 'validTo'],
    ['after it has ended', '', undefined, 'ALREADY_ENDED', 'validTo'],
    ['at its present end', '', may, 'ALREADY_ENDED', 'validTo'],
    ['of an unknown price', '999999', april, 'NOT_FOUND', 'id'],
    ['of a price past 2^63', '9223372036854775808', april, 'NOT_FOUND', 'id'],
    ['of an invalid id', "1'; --", april, 'NOT_FOUND', 'id'],
    ['of a default price', 'default/openai/gpt-4o/INPUT', april, 'DEFAULT_PRICE', 'id'],
  ])('is refused %s', async (title, other, validTo, code, field) => {
    const { added, end, list } = keeper(`end refused ${title}`)
    const { id } = await added({ validTo: may })
    expect(await end(other || id, validTo)).toEqual({ modelPrice: null, userErrors: refusal(code, field) })
    expect(await list()).toMatchObject([{ id, validTo: may }])
  })
})

test('a deleted price is gone, and a second deletion finds nothing', async () => {
  const { added, remove, list } = keeper('deleted')
  const { id } = await added()
  expect(await remove(id)).toEqual({ deletedId: id, userErrors: [] })
  expect(await list()).toEqual([])
  expect(await remove(id)).toEqual({ deletedId: null, userErrors: refusal('NOT_FOUND', 'id') })
  expect((await remove('default/openai/gpt-4o/INPUT')).userErrors).toEqual(refusal('DEFAULT_PRICE', 'id'))
})

describe('the list of prices', () => {
  const names = (prices: NonNullable<ModelPricesQuery['modelPrices']>) =>
    prices.map(({ model, usage, serviceTier, abovePromptTokens, isDefault, validFrom }) =>
      [
        ...[model, usage, serviceTier, isDefault ? 'default' : validFrom.slice(0, 7)],
        ...(abovePromptTokens ? [`above ${abovePromptTokens}`] : []),
      ].join(' '),
    )

  test('is sorted by provider, model, usage and tier, own prices first, the newest of them first', async () => {
    const { added, list } = keeper('sorted')
    await added({ provider: 'openai', model: 'gpt-4', usage: 'OUTPUT' })
    await added({ provider: 'openai', model: 'gpt-4', validTo: april })
    await added({ provider: 'openai', model: 'gpt-4', validFrom: may })
    await added({ provider: 'openai', model: 'gpt-4', serviceTier: 'FLEX' })
    await added({ provider: 'openai', model: 'gpt-4', abovePromptTokens: 8_000 })
    await added({ provider: 'openai', model: 'gpt*' })
    expect(names(await list({ provider: 'OPENAI', model: 'gpt-4', includeDefaults: true }))).toEqual([
      'gpt* INPUT STANDARD 2024-03',
      'gpt-4 INPUT STANDARD 2024-05',
      'gpt-4 INPUT STANDARD 2024-03',
      'gpt-4 INPUT STANDARD 2024-03 above 8000',
      'gpt-4 INPUT FLEX 2024-03',
      'gpt-4 INPUT STANDARD default',
      'gpt-4 INPUT BATCH default',
      'gpt-4 OUTPUT STANDARD 2024-03',
      'gpt-4 OUTPUT STANDARD default',
      'gpt-4 OUTPUT BATCH default',
    ])
  })

  test('may show the prices at an instant: from the first instant of a price to just before its end', async () => {
    const { added, list } = keeper('at')
    await added({ validTo: april })
    await added({ validFrom: april, validTo: may })
    const at = async (instant: string) => names(await list({ at: instant }))
    expect(await at('2024-02-29T23:59:59.999Z')).toEqual([])
    expect(await at(march)).toEqual(['m-1 INPUT STANDARD 2024-03'])
    expect(await at('2024-03-31T23:59:59.999Z')).toEqual(['m-1 INPUT STANDARD 2024-03'])
    expect(await at(april)).toEqual(['m-1 INPUT STANDARD 2024-04'])
    expect(await at(may)).toEqual([])
  })

  test('of a model shows the default prices of that model under any of its names', async () => {
    const { list } = keeper('named')
    const models = async (provider: string | null, model: string) =>
      new Set(
        (await list({ provider, model, includeDefaults: true })).map(
          price => `${price.provider} ${price.model}`,
        ),
      )
    expect(await models('azure', 'gpt-35-turbo')).toEqual(new Set(['openai gpt-3.5-turbo']))
    expect(await models('aws', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0')).toEqual(
      new Set(['bedrock claude-sonnet-4-5', 'anthropic claude-sonnet-4-5']),
    )
    expect(await models(null, 'gpt-4o-2024-11-20')).toEqual(
      new Set(['openai gpt-4o', 'openai gpt-4o-2024-11-20']),
    )
  })

  test('includes the default prices unless they are left out, under ids of their own', async () => {
    const { list } = keeper('defaults')
    const all = await list({ includeDefaults: true })
    expect(all).toHaveLength(defaultPrices.length)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    const at = '2025-06-09T23:59:59Z'
    expect(await list({ provider: 'openai', model: 'o3-pro', includeDefaults: true, at })).toEqual([])
    const o3 = await list({ provider: 'openai', model: 'o3', includeDefaults: true })
    expect(
      o3.filter(({ usage, serviceTier }) => usage === 'INPUT' && serviceTier === 'STANDARD'),
    ).toMatchObject([
      {
        id: 'default/openai/o3/INPUT/2025-06-10',
        usdPerMillion: '2',
        validFrom: '2025-06-10T00:00:00.000Z',
        validTo: null,
        isDefault: true,
        createdAt: null,
      },
      {
        id: 'default/openai/o3/INPUT/2025-04-16',
        usdPerMillion: '10',
        validFrom: '2025-04-16T00:00:00.000Z',
        validTo: '2025-06-10T00:00:00.000Z',
      },
    ])
    expect(o3.map(({ id }) => id)).toContain('default/openai/o3/OUTPUT/2025-06-10/FLEX')
    const long = await list({ provider: 'google', model: 'gemini-2.5-pro', includeDefaults: true })
    expect(long.map(({ id }) => id)).toContain('default/google/gemini-2.5-pro/INPUT/2025-06-17/BATCH/200000')
    expect(await list({ includeDefaults: false })).toEqual([])
  })
})
