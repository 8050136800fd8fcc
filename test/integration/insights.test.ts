import { afterAll, beforeAll, expect, test } from 'vitest'
import { insightsOfChanges } from '../../src/insights/change-insights.ts'
import { insightsOfCosts } from '../../src/insights/cost-insights.ts'
import { queryScope } from '../support/query-scope.ts'
import { story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { eventsHappened } from '../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const secondDay = {
  range: { dates: { from: '2024-03-02', to: '2024-03-02' } },
  timeZone: 'UTC',
  weekStart: 'MONDAY' as const,
}

const scopeOf = (project: string) => {
  const em = app.services.database.orm.em.fork()
  em.setFilterParams('project', { project })
  return { ...queryScope(app, project), em }
}

const calls = (day: number, count: number, fields: object) =>
  Array.from({ length: count }, (_, i) => ({
    aiCall: {
      ...{ provider: 'acme', model: 'big', botId: 'one', success: true, userId: `user ${i % 10}` },
      timestamp: `2024-03-0${day}T12:00:00Z`,
      ...fields,
    },
  }))

test('a metric that changed by a fifth is an insight, with the value that contributes most', async () => {
  await eventsHappened(app, 'changed', [
    ...calls(1, 40, { costUsd: '0.1' }),
    ...calls(2, 40, { costUsd: '0.1' }),
    // 8 further dollars on top of 4, and 10 of 80 calls fail instead of none.
    ...calls(2, 30, { costUsd: '0.2', model: 'new' }),
    ...calls(2, 10, { costUsd: '0.2', model: 'new', success: false, botId: 'two' }),
  ])
  expect(await insightsOfChanges(scopeOf('changed'), secondDay)).toEqual([
    {
      ...{ __typename: 'ChangeInsight', severity: 'WARNING', users: null, usd: '8' },
      text: 'The cost in US dollars rose by 200 %, from 4.00 to 12.00. MODEL new contributes 100 % of it.',
      metric: { name: 'costUsd', unit: 'USD', isUpGood: false },
      ...{ value: 12, previousValue: 4, change: 8, changeRate: 2 },
      ...{ breakdown: 'MODEL', label: 'new', contribution: 8, shareOfChange: 1 },
    },
  ])
})

test('both are among the insights of the project', async () => {
  const { answer } = story(app, 'changed')
  const { insights } = await answer<{ insights: { insights: { __typename: string }[] } }>(`{
    insights(range: { dates: { from: "2024-03-02", to: "2024-03-02" } }) { insights { __typename
      ... on ChangeInsight { text usd share }
      ... on CostInsight { text usd share advice { kind botId } }
    } }
  }`)
  expect(insights.insights.filter(({ __typename }) => /^C/.test(__typename))).toEqual([
    {
      __typename: 'ChangeInsight',
      ...{ usd: '8', share: 8 / 12 },
      text: 'The cost in US dollars rose by 200 %, from 4.00 to 12.00. MODEL new contributes 100 % of it.',
    },
    {
      __typename: 'CostInsight',
      ...{ usd: '2', share: 2 / 12, advice: { kind: 'FAILING_CALLS', botId: 'two' } },
      text: '10 calls of new by two failed and cost 2.00 US dollars.',
    },
  ])
})

test('a change of few things is none', async () => {
  await eventsHappened(app, 'few', [...calls(1, 29, { costUsd: '1' }), ...calls(2, 29, { costUsd: '2' })])
  expect(await insightsOfChanges(scopeOf('few'), secondDay)).toEqual([])
})

test('advice with a saving is an insight; a tenth of the cost is a warning', async () => {
  await eventsHappened(app, 'advised', [
    ...calls(2, 1, { costUsd: '1', success: false }),
    ...calls(2, 1, { costUsd: '8.9' }),
    ...calls(2, 1, { costUsd: '0.001', success: false, botId: 'two' }),
    ...calls(2, 1, { model: 'unpriced', inputTokens: 5, outputTokens: 5 }),
  ])
  const insights = await insightsOfCosts(scopeOf('advised'), secondDay)
  expect(insights.map(({ severity, text, usd }) => [severity, text, usd])).toEqual([
    ['WARNING', '1 call of big by one failed and cost 1.00 US dollars.', '1'],
    ['INFO', '1 call of big by two failed and cost 0.001 US dollars.', '0.001'],
  ])
})

test.each([
  ['0', '0.00'],
  ['1234567.891', '1,234,567.89'],
  ['0.0012345678', '0.001235'],
])('%s dollars are %s in a sentence', async (amount, text) => {
  const { dollars } = await import('../../src/insights/in-words.ts')
  expect(dollars(amount)).toBe(text)
})
