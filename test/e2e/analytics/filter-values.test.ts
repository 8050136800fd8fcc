import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

const timestamp = '2024-03-01T10:00:00Z'
const days = 'range: { dates: { from: "2024-03-01", to: "2024-03-01" } }'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await eventsHappened(app, 'values', [
    ...[10, '10.0', '10', 12.5, 'ten', true, 'true', [10, 'a'], ['b']].map(amount => ({
      event: { name: 'buy', properties: { amount }, timestamp },
    })),
    { apiCall: { endpoint: '/v1', method: 'GET', statusCode: 500, timestamp } },
    { message: { conversationId: 'c', role: 'ASSISTANT', timestamp } },
    { aiCall: { model: 'small', success: false, timestamp } },
  ])
  await story(app, 'values').answer(
    'mutation { identify(input: { userId: "ann", traits: { seats: "3.0" } }) { user { userId } } }',
  )
})
afterAll(() => app.close())

const eventsWith = async (filter: string) =>
  (
    await story(app, 'values').answer<{ stats: { events: number } }>(
      `{ stats(${days}, filter: ${filter}) { events } }`,
    )
  ).stats.events

describe('the values of a filter', () => {
  // 10, "10.0", "10" and the item 10 of a list are the number 10; the text "10" is three of them.
  test.each([
    ['a number is compared as a number', '{ property: "amount", values: [10] }', 4],
    ['a number with decimals', '{ property: "amount", values: [12.50] }', 1],
    ['a single value is a list of one', '{ property: "amount", values: 10 }', 4],
    ['a text is compared as a text', '{ property: "amount", values: ["10"] }', 3],
    ['numbers beside texts', '{ property: "amount", values: [12.5, "ten", "b"] }', 3],
    ['none of the numbers', '{ property: "amount", operator: IS_NOT, values: [10] }', 8],
    ['a part, which is a text', '{ property: "amount", operator: CONTAINS, values: [1] }', 4],
    ['a limit', '{ property: "amount", operator: GREATER_THAN, values: [10] }', 1],
    ['a Boolean', '{ property: "amount", values: [true] }', 2],
    ['a status as a number', '{ dimension: STATUS_CODE, values: [500] }', 1],
    ['a status at least', '{ dimension: STATUS_CODE, operator: GREATER_OR_EQUAL, values: [500] }', 1],
    ['a value of an enum', '{ dimension: ROLE, values: [ASSISTANT, USER] }', 1],
    ['a kind', '{ dimension: KIND, values: [AI_CALL] }', 1],
    ['a flag, also of the call with the status 500', '{ dimension: SUCCESS, values: [false] }', 2],
  ])('%s', async (_, filter, events) => {
    expect(await eventsWith(filter)).toBe(events)
  })

  test('may be variables of the type, or of the former type', async () => {
    const query = (type: string) =>
      `query ($values: ${type}) { stats(${days}, filter: { property: "amount", values: $values }) { events } }`
    const { answer } = story(app, 'values')
    expect(await answer(query('[FilterValue!]'), { values: [10, 'ten'] })).toEqual({ stats: { events: 5 } })
    expect(await answer(query('[String!]! = ["ten"]'), { values: ['10', 'ten'] })).toEqual({
      stats: { events: 4 },
    })
    expect(await answer(query('[String!]! = ["ten"]'))).toEqual({ stats: { events: 1 } })
    const one = `query ($one: String!, $filter: FilterInput!) {
      a: stats(${days}, filter: { or: [{ property: "amount", values: [$one] }, $filter] }) { events }
      timeSeries(input: { event: $one, ${days} }) { series { values } }
    }`
    const filter = { property: 'amount', values: [true] }
    expect(await answer(one, { one: 'buy', filter })).toEqual({
      a: { events: 2 },
      timeSeries: { series: [{ values: [9] }] },
    })
  })

  test('of a trait are compared in the same way', async () => {
    const size = async (values: unknown[]) =>
      (
        await story(app, 'values').answer<{ previewSegment: { size: number } }>(
          'query ($c: SegmentInput!) { previewSegment(input: { condition: $c }) { size } }',
          { c: { trait: { key: 'seats', values } } },
        )
      ).previewSegment.size
    expect([await size([3]), await size(['3']), await size(['3.0'])]).toEqual([1, 0, 1])
  })

  test.each([
    ['of a closed dimension that it does not have', '{ dimension: ROLE, values: [LOUD] }', 'BAD_USER_INPUT'],
    ['of a closed dimension as a number', '{ dimension: KIND, values: [1] }', 'BAD_USER_INPUT'],
    [
      'of a status that are no number',
      '{ dimension: STATUS_CODE, values: [500, "not found"] }',
      'BAD_USER_INPUT',
    ],
    ['that are objects', '{ property: "a", values: [{ b: 1 }] }', 'GRAPHQL_VALIDATION_FAILED'],
    ['that are lists', '{ property: "a", values: [[1]] }', 'GRAPHQL_VALIDATION_FAILED'],
    ['that are null', '{ property: "a", values: [null] }', 'GRAPHQL_VALIDATION_FAILED'],
    ['that no number holds', '{ property: "a", values: [9007199254740993] }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'that are texts where numbers are compared',
      '{ property: "a", operator: LESS_THAN, values: [x] }',
      'BAD_USER_INPUT',
    ],
  ])('are refused %s', async (_, filter, code) => {
    const { refusal } = story(app, 'values')
    expect(await refusal(`{ stats(filter: ${filter}) { events } }`)).toMatchObject({ code })
  })
})
