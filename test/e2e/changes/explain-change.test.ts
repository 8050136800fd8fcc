import Big from 'big.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countStatements } from '../../support/count-statements.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
let shop: Story
beforeAll(async () => {
  app = await startTestApp()
  shop = story(app, 'shop')
  await eventsHappened(app, 'shop', [
    // On 1 March: 3.10 dollars. On 2 March: 3.35.
    call(1, { model: 'gpt', costUsd: '1.10', userId: 'ann', botId: 'one' }),
    call(1, { model: 'claude', costUsd: '2', userId: 'ann', botId: 'one' }),
    call(2, { model: 'gpt', costUsd: '3.30', userId: 'ann', botId: 'one' }),
    call(2, { model: 'mistral', costUsd: '0.05', userId: 'ann', botId: 'one' }),
    call(2, { model: 'gpt', costUsd: '0', userId: 'bob', botId: 'two' }),
    // On 11 March the sales bot fails in 1 of 10 calls, the support bot in 5 of 10; on 12 March in 1 of 5 and 9 of 15.
    ...calls(11, 'sales', 10, 1),
    ...calls(11, 'support', 10, 5),
    ...calls(12, 'sales', 5, 1),
    ...calls(12, 'support', 15, 9),
    // On 21 March one of three calls fails, on 22 March one of seven, and on 23 March nothing happens.
    ...calls(21, 'sales', 1, 1),
    ...calls(21, 'support', 2, 0),
    ...calls(22, 'sales', 3, 1),
    ...calls(22, 'shop', 4, 0),
  ])
})
afterAll(() => app.close())

const call = (day: number, fields: object) => ({
  aiCall: {
    ...{ provider: 'openai', model: 'gpt', success: true, botId: 'sales' },
    timestamp: `2024-03-${String(day).padStart(2, '0')}T12:00:00Z`,
    ...fields,
  },
})

const calls = (day: number, botId: string, all: number, failed: number) =>
  Array.from({ length: all }, (_, i) => call(day, { botId, success: i >= failed, costUsd: '0' }))

const onDay = (day: number) => {
  const date = `"2024-03-${String(day).padStart(2, '0')}"`
  return `range: { dates: { from: ${date}, to: ${date} } }`
}

interface Explained {
  value: number | null
  exactChange: string | null
  isQuotient: boolean
  change: number | null
  changeRate: number | null
  previousRange: object
  breakdowns: {
    breakdown: string
    valueCount: number
    mixEffect: string | null
    rateEffect: string | null
    exactNotAdditive: string | null
    values: Record<string, unknown>[]
  }[]
  meta: { caveats: { code: string }[] }
}

const question = (metric: string, by: string, day: number, more = '') => `{
  explainChange(metric: ${metric}, by: ${by}, ${onDay(day)} ${more}) {
    isQuotient value exactValue previousValue exactPreviousValue change exactChange changeRate
    previousRange { from to } meta { caveats { code } }
    breakdowns {
      breakdown valueCount mixEffect rateEffect exactNotAdditive
      values {
        label isOther value previousValue contribution exactContribution shareOfChange
        mixEffect rateEffect weight previousWeight
      }
    }
  }
}`

const explained = async (...args: Parameters<typeof question>): Promise<Explained> =>
  (await shop.answer<{ explainChange: Explained }>(question(...args))).explainChange

const columns = (values: Record<string, unknown>[], ...names: string[]) =>
  values.map(value => [value.isOther ? 'other' : value.label, ...names.map(name => value[name])])

/** The decimals of a breakdown, which sum to the change. */
const sumOf = ({ values, exactNotAdditive }: Explained['breakdowns'][number]) =>
  values.reduce((sum, value) => sum.plus(String(value.exactContribution)), Big(exactNotAdditive!)).toFixed()

describe('a sum', () => {
  test('changes by what each value has more or less of, a value that is gone too', async () => {
    const { breakdowns, ...whole } = await explained('{ name: costUsd }', '[{ dimension: MODEL }]', 2)
    expect(whole).toMatchObject({
      ...{ isQuotient: false, value: 3.35, exactValue: '3.35', exactPreviousValue: '3.1' },
      ...{ change: 0.25, exactChange: '0.25', changeRate: 0.25 / 3.1 },
      previousRange: { from: '2024-03-01T00:00:00.000Z', to: '2024-03-02T00:00:00.000Z' },
      meta: { caveats: [] },
    })
    const [{ values, ...model } = {} as never] = breakdowns
    expect(model).toEqual({
      ...{ breakdown: 'MODEL', valueCount: 3, mixEffect: null, rateEffect: null, exactNotAdditive: '0' },
    })
    expect(columns(values, 'value', 'previousValue', 'exactContribution', 'shareOfChange')).toEqual([
      ['gpt', 3.3, 1.1, '2.2', 8.8],
      ['claude', 0, 2, '-2', -8],
      ['mistral', 0.05, 0, '0.05', 0.2],
      ['other', 0, 0, '0', 0],
    ])
  })

  test('shows the first values by the size of their contribution, and all others together', async () => {
    const [{ values, valueCount } = {} as never] = (
      await explained('{ name: costUsd }', '[{ dimension: MODEL }]', 2, 'first: 1')
    ).breakdowns
    expect(valueCount).toBe(3)
    expect(columns(values, 'value', 'previousValue', 'exactContribution')).toEqual([
      ['gpt', 3.3, 1.1, '2.2'],
      ['other', 0.05, 2, '-1.95'],
    ])
  })

  test('is explained by each breakdown on its own, with the statements of the whole shared', async () => {
    const statements = await countStatements(app, async () => {
      const { breakdowns } = await explained(
        '{ key: "total_cost" }',
        '[{ dimension: MODEL }, { dimension: BOT }]',
        2,
      )
      expect(breakdowns.map(({ breakdown }) => breakdown)).toEqual(['MODEL', 'BOT'])
      expect(breakdowns.map(sumOf)).toEqual(['0.25', '0.25'])
    })
    // One for each range, and for each breakdown one that finds the values and one for each range.
    expect(statements.clickhouse).toBe(8)
  })

  test('may be compared with any range, filtered, and a formula', async () => {
    const { breakdowns, ...whole } = await explained(
      '{ formula: "2 * costUsd - sum(aiCalls.costUsd)" }',
      '[{ dimension: MODEL }]',
      2,
      `compare: { range: { dates: { from: "2024-03-01", to: "2024-03-01" } } },
       filter: { dimension: MODEL, values: ["gpt"] }`,
    )
    // 2 × 3.30 − 3.30, and 2 × 1.10 − 1.10.
    expect(whole).toMatchObject({ exactValue: '3.3', exactPreviousValue: '1.1', exactChange: '2.2' })
    expect(columns(breakdowns[0]!.values, 'exactContribution')).toEqual([
      ['gpt', '2.2'],
      ['other', '0'],
    ])
  })
})

describe('a rate', () => {
  test('changes by the mix and by the rates, apart', async () => {
    const { breakdowns, ...whole } = await explained('{ name: aiErrorRate }', '[{ dimension: BOT }]', 12)
    // From 6 of 20 to 10 of 20; the mean of both is 0.4.
    expect(whole).toMatchObject({ isQuotient: true, exactPreviousValue: '0.3', exactChange: '0.2' })
    const [{ values, ...bots } = {} as never] = breakdowns
    expect(bots).toMatchObject({ mixEffect: '0.1', rateEffect: '0.1', exactNotAdditive: '0' })
    expect(
      columns(values, 'previousWeight', 'weight', 'mixEffect', 'rateEffect', 'exactContribution'),
    ).toEqual([
      // mix (0.25 − 0.5) · (0.15 − 0.4), rate (0.2 − 0.1) · 0.375; and 0.25 · (0.55 − 0.4), 0.1 · 0.625
      ['sales', 0.5, 0.25, '0.0625', '0.0375', '0.1'],
      ['support', 0.5, 0.75, '0.0375', '0.0625', '0.1'],
      ['other', 0, 0, '0', '0', '0'],
    ])
  })

  test('has contributions that sum to its change, digit by digit, where no decimal is exact', async () => {
    const { breakdowns, ...whole } = await explained('{ name: aiErrorRate }', '[{ dimension: BOT }]', 22)
    // From 1/3 to 1/7.
    expect(whole).toMatchObject({
      exactValue: '0.142857142857',
      exactPreviousValue: '0.333333333333',
      exactChange: '-0.190476190476',
    })
    expect(sumOf(breakdowns[0]!)).toBe('-0.190476190476')
    // Support went (2/3 · 5/21) and shop came (−4/7 · 5/21): all of their contributions is mix.
    expect(columns(breakdowns[0]!.values, 'rateEffect')).toEqual([
      ['sales', expect.stringMatching(/^-0\.2539682539/)],
      ['support', '0'],
      ['shop', '0'],
      ['other', '0'],
    ])
  })

  test('of nothing has no change, and nothing contributes to it', async () => {
    const { breakdowns, ...whole } = await explained('{ name: aiErrorRate }', '[{ dimension: BOT }]', 23)
    expect(whole).toMatchObject({ value: null, change: null, exactChange: null, changeRate: null })
    expect(breakdowns[0]!.exactNotAdditive).toBeNull()
    expect(columns(breakdowns[0]!.values, 'value', 'contribution', 'exactContribution', 'mixEffect')).toEqual(
      [
        ['sales', null, null, null, null],
        ['shop', null, null, null, null],
        ['other', null, null, null, null],
      ],
    )
  })
})

describe('a number of distinct things', () => {
  test('says what is left because it does not add up', async () => {
    const { breakdowns, change } = await explained('{ name: activeUsers }', '[{ dimension: MODEL }]', 2)
    // Ann used gpt and claude, then gpt and mistral; bob came, and used gpt.
    expect(change).toBe(1)
    expect(columns(breakdowns[0]!.values, 'value', 'previousValue', 'exactContribution')).toEqual([
      ['claude', 0, 1, '-1'],
      ['gpt', 2, 1, '1'],
      ['mistral', 1, 0, '1'],
      ['other', 0, 0, '0'],
    ])
    expect(breakdowns[0]!.exactNotAdditive).toBe('0')
  })

  test('has a rest where a user counts for two values', async () => {
    const { breakdowns, change } = await explained('{ name: activeUsers }', '[{ dimension: MODEL }]', 1)
    // Nobody was there before; ann counts for gpt and for claude.
    expect(change).toBe(1)
    expect(columns(breakdowns[0]!.values, 'exactContribution')).toEqual([
      ['claude', '1'],
      ['gpt', '1'],
      ['other', '0'],
    ])
    expect(breakdowns[0]!.exactNotAdditive).toBe('-1')
  })
})

test('a count per minute adds up like the count', async () => {
  const { breakdowns, ...whole } = await explained('{ name: aiCallsPerMinute }', '[{ dimension: BOT }]', 12)
  expect(whole).toMatchObject({ isQuotient: false, exactChange: '0', value: 20 / 1440 })
  expect(columns(breakdowns[0]!.values, 'exactContribution', 'shareOfChange')).toEqual([
    ['sales', '-0.003472222222', null],
    ['support', '0.003472222222', null],
    ['other', '0', null],
  ])
})

describe('a formula', () => {
  test.each([
    // 3.10 dollars for two calls of one user; 3.35 for three calls of two users.
    ['avg(aiCalls.costUsd)', '1.55', '1.116666666667'],
    ['100 * costUsd / count(aiCalls)', '155', '111.666666666667'],
    ['costUsd / count(aiCalls) * 100', '155', '111.666666666667'],
    ['sum(aiCalls.costUsd) / users(aiCalls)', '3.1', '1.675'],
    ['-costUsd', '-3.1', '-3.35'],
    ['costUsd + 2 * sum(aiCalls.costUsd)', '9.3', '10.05'],
    ['gpt_cost', '1.1', '3.3'],
  ])('%s is explained by numbers that add up', async (formula, before, now) => {
    await shop.answer(`mutation { createMetric(input: { key: "gpt_cost", name: "GPT", formula: "costUsd",
      filter: { dimension: MODEL, values: ["gpt"] } }) { userErrors { code } } }`)
    const { breakdowns, ...whole } = await explained(
      `{ formula: "${formula}" }`,
      '[{ dimension: MODEL }]',
      2,
      'first: 2',
    )
    expect(whole).toMatchObject({ exactPreviousValue: before, exactValue: now })
    expect(sumOf(breakdowns[0]!)).toBe(Big(now).minus(before).toFixed())
  })
})

test('sessions and new users are explained by traits', async () => {
  const visits = story(app, 'visits')
  const visit = (userId: string, day: number) => ({
    ...{ name: 'visit', userId, timestamp: `2024-03-0${day}T12:00:00Z` },
  })
  await visits.happened([visit('ann', 1), visit('ann', 2), visit('bob', 2), visit('cem', 2)])
  await visits.answer(
    'mutation { identify(input: { userId: "ann", traits: { plan: "pro" } }) { userErrors { code } } }',
  )
  const contributions = async (name: string) => {
    const { explainChange } = await visits.answer<{ explainChange: Explained }>(
      question(`{ name: ${name} }`, '[{ trait: "plan" }]', 2),
    )
    return columns(explainChange.breakdowns[0]!.values, 'exactContribution')
  }
  expect(await contributions('sessions')).toEqual([
    [null, '2'],
    ['pro', '0'],
    ['other', '0'],
  ])
  expect(await contributions('newUsers')).toEqual([
    [null, '2'],
    ['pro', '-1'],
    ['other', '0'],
  ])
})

describe('a question is refused', () => {
  const refused = (metric: string, by: string, more = '') => shop.refusal(question(metric, by, 2, more))
  const models = '[{ dimension: MODEL }]'

  test.each([
    ['a percentile', '{ name: aiP95Ms }'],
    ['the largest value', '{ formula: "max(aiCalls.costUsd)" }'],
    ['a root', '{ formula: "sqrt(aiCalls)" }'],
    ['a count and one more', '{ formula: "aiCalls + 1" }'],
    ['a quotient of quotients', '{ formula: "aiErrorRate / cacheHitRate" }'],
  ])('about %s, which is made of nothing that adds up', async (_, metric) => {
    expect(await refused(metric, models)).toMatchObject({ reason: 'NOT_EXPLAINABLE', field: 'metric' })
  })

  test.each([
    ['without a breakdown', '[]', ''],
    ['with too many', `[${'{ dimension: MODEL }'.repeat(6)}]`, ''],
    ['with a breakdown of two forms', '[{ dimension: MODEL, property: "plan" }]', ''],
    ['with no value', models, 'first: 0'],
    ['with too many values', models, 'first: 1001'],
    ['with a range before in no form', models, 'compare: {}'],
    ['with a segment that is not there', models, 'segmentId: "999"'],
  ])('%s', async (_, by, more) => {
    const { code } = await refused('{ name: costUsd }', by, more)
    expect(code).toMatch(/BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/)
  })

  test('about sessions by a dimension of events', async () => {
    expect(await refused('{ name: sessions }', models)).toMatchObject({ reason: 'INVALID_BREAKDOWN' })
  })
})
