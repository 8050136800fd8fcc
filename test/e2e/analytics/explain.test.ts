import { afterAll, beforeAll, expect, test } from 'vitest'
import { graphqlRequest } from '../../support/graphql/graphql-request.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  const events = ['ann', 'bob', 'cleo'].map(userId => ({ name: 'signup', userId }))
  await app.ask('mutation ($input: TrackEventsInput!) { trackEvents(input: $input) { accepted } }', {
    input: { events },
  })
})
afterAll(() => app.close())

const explanation =
  'meta { explanation { cost statements { name sql parameters tables { table parts estimatedRows } readRows readBytes elapsedMs } } }'

interface Explained {
  meta: {
    explanation: {
      cost: number
      statements: {
        name: string
        sql: string
        parameters: Record<string, unknown>
        tables: { table: string; parts: number; estimatedRows: number }[]
        readRows: number
        elapsedMs: number
      }[]
    } | null
  }
}

test('a question that is explained shows its SQL, its values, and the rows that it read', async () => {
  const { data } = await app.ask<{ rateLimit: { cost: number }; timeSeries: Explained }>(
    `{ rateLimit { cost } timeSeries(explain: true, input: { event: "signup" }) { series { values } ${explanation} } }`,
  )
  const { cost, statements } = data!.timeSeries.meta.explanation!
  expect(cost).toBe(data!.rateLimit.cost)
  expect(statements).toEqual([
    expect.objectContaining({
      sql: expect.stringContaining('{p1:'),
      tables: [{ table: 'events', parts: 1, estimatedRows: 3 }],
      readRows: 3,
    }),
  ])
  expect(Object.values(statements[0]!.parameters)).toEqual(expect.arrayContaining(['default', 'signup']))
})

test('an explained question has the same numbers, and one that is not explained has no explanation', async () => {
  const { data } = await app.ask<Record<'explained' | 'plain', Explained & { activeUsers: number }>>(
    `{ explained: stats(explain: true) { activeUsers events ${explanation} }
       plain: stats { activeUsers events ${explanation} } }`,
  )
  const { explained, plain } = data!
  expect({ ...explained, meta: null }).toEqual({ ...plain, meta: null })
  expect(explained.activeUsers).toBe(3)
  expect(plain.meta.explanation).toBeNull()
  expect(explained.meta.explanation!.statements.length).toBeGreaterThan(0)
})

test('two questions that share a statement both show it', async () => {
  const { data } = await app.ask<Record<'a' | 'b', Explained>>(
    `{ a: stats(explain: true) { events ${explanation} } b: stats(explain: true) { messages ${explanation} } }`,
  )
  const [a, b] = [data!.a, data!.b].map(({ meta }) => meta.explanation!.statements.map(({ sql }) => sql))
  expect(a).toEqual(b)
})

test.each(['service', 'READ'])('%s may not ask for an explanation', async caller => {
  const { data } = await app.ask<{ createApiKey: { key: string } }>(
    'mutation { createApiKey(input: { name: "reader", scopes: [READ] }) { key } }',
  )
  const token = caller === 'READ' ? data!.createApiKey.key : app.token('service')
  const { errors } = await graphqlRequest(
    { url: app.url, token },
    '{ stats(explain: true) { meta { asOf } } }',
  )
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
})
