import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ RATE_QUERY: '10000' })
})
afterAll(() => app.close())

describe('a request with several questions', () => {
  test('answers every question but the one that is refused', async () => {
    const { ask, happened } = story(app, 'one of four')
    await happened([{ name: 'open', userId: 'ann' }])
    const { status, data, errors } = await ask(`{
      summary { totalEvents }
      timeSeries(input: { range: { from: "2024-03-02T00:00:00Z", to: "2024-03-01T00:00:00Z" } }) { timestamps }
      users { nodes { userId } }
      catalog { events { name } }
    }`)
    expect({ status, data }).toEqual({
      status: 200,
      data: {
        summary: { totalEvents: 1 },
        timeSeries: null,
        users: { nodes: [{ userId: 'ann' }] },
        catalog: { events: [{ name: 'open' }] },
      },
    })
    expect(errors).toMatchObject([
      { path: ['timeSeries'], extensions: { code: 'BAD_USER_INPUT', reason: 'INVALID_RANGE' } },
    ])
  })

  test('names each refusal with its code and its place in the answer', async () => {
    const { ask } = story(app, 'all refused')
    const { status, data, errors } = await ask(
      '{ few: events(first: 0) { totalCount } many: events(first: 101) { totalCount } dailyStats(days: 0) { date } }',
    )
    expect({ status, data }).toEqual({ status: 200, data: { few: null, many: null, dailyStats: null } })
    expect(new Map(errors.map(({ path, extensions }) => [path?.join(), extensions.reason]))).toEqual(
      new Map([
        ['few', 'INVALID_PAGE_SIZE'],
        ['many', 'INVALID_PAGE_SIZE'],
        ['dailyStats', 'INVALID_DAYS'],
      ]),
    )
  })

  test('is refused whole for a value of the wrong type, because GraphQL checks types first', async () => {
    const { ask } = story(app, 'wrong type')
    const { status, data, errors } = await ask(
      '{ summary { totalEvents } events(first: "ten") { totalCount } }',
    )
    expect([status, data, errors[0]!.extensions.code]).toEqual([400, null, 'GRAPHQL_VALIDATION_FAILED'])
  })

  test('by a service without the right for one of them is answered with the status of that refusal', async () => {
    const both = '{ __typename summary { totalEvents } events { totalCount } }'
    const { status, data, errors } = await app.ask(both, {}, app.token('service', 'no right'))
    expect({ status, data }).toEqual({
      status: 403,
      data: { __typename: 'Query', summary: null, events: null },
    })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
  })
})

test('a change that fails stops the changes after it, and its request has no answer', async () => {
  const { ask, answer } = story(app, 'changes')
  const { data } = await ask(`mutation {
    trackEvents(input: { events: [] }) { accepted }
    trackEvent(input: { name: "later" }) { status }
  }`)
  expect(data).toBeNull()
  expect(await answer('{ events { totalCount } }')).toEqual({ events: { totalCount: 0 } })
})
