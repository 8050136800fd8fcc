import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { moments, second } from '../../support/moments.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await story(app, 'shop').happened(moments({ ann: 'open0 buy2', bob: 'open4' }))
})
afterAll(() => app.close())

const [from, to] = [second(0), second(4)]

describe('an input of which exactly one field is given is refused with none or two', () => {
  test.each([
    ['DateRangeInput', 'stats(range: $it) { events }', { preset: 'TODAY', last: { count: 1, unit: 'DAY' } }],
    [
      'CompareInput',
      'stats(compare: $it) { events }',
      { period: 'PREVIOUS_YEAR', range: { preset: 'TODAY' } },
    ],
    ['SegmentInput', 'stats(segment: $it) { events }', { segmentId: '1', snapshotId: '1' }],
    ['BehaviorInput', 'stats(segment: { behavior: $it }) { events }', { did: {}, didNot: {} }],
    ['BreakdownInput', 'audience(by: $it) { groupCount }', { trait: 'a', property: 'a' }],
  ])('%s', async (type, field, two) => {
    const { ask, refusal } = story(app, 'shop')
    const inVariable = (it: object) => refusal(`query ($it: ${type}!) { ${field} }`, { it })
    expect(await inVariable({})).toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(await inVariable(two)).toMatchObject({ code: 'BAD_USER_INPUT' })
    const { status, errors } = await ask(`{ ${field.replace('$it', '{}')} }`)
    expect(status).toBe(400)
    expect(errors[0]!.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED')
  })
})

describe('a null for an argument or a field with a default means the default', () => {
  test('in literals, in variables, and for the cost', async () => {
    const { ask } = story(app, 'shop')
    const none = await ask(`{ topUsers(range: { preset: TODAY }) { users { user { userId } } } }`)
    const nulls = await ask(
      `query ($first: Int, $by: TopUsersBy) {
        topUsers(range: { preset: TODAY }, first: $first, by: $by, weekStart: null) { users { user { userId } } }
      }`,
      { first: null, by: null },
    )
    expect(nulls.errors).toEqual([])
    expect(nulls.data).toEqual(none.data)
  })

  test('inside inputs at any depth', async () => {
    const { answer } = story(app, 'shop')
    expect(
      await answer('query ($input: FunnelInput!) { funnel(input: $input) { steps { users } } }', {
        input: {
          steps: [
            { event: 'open', firstTime: null },
            { event: 'buy', filter: { not: { dimension: 'CHANNEL', operator: null, values: ['web'] } } },
          ],
          range: { between: { from, to } },
          order: null,
          windowSeconds: null,
          unit: null,
          weekStart: null,
        },
      }),
    ).toEqual({ funnel: { steps: [{ users: 1 }, { users: 1 }] } })
  })
})

test('whole days are those of the zone of the question, and of UTC in lists', async () => {
  const day = (date: string) => `range: { dates: { from: "${date}", to: "${date}" } }`
  // The events happened at midnight in UTC, which is the evening before in New York.
  expect(
    await story(app, 'shop').answer(`{
      utc: stats(${day('2024-03-01')}) { events }
      newYork: stats(${day('2024-02-29')}, timeZone: "America/New_York") { events }
      after: stats(${day('2024-03-01')}, timeZone: "America/New_York") { events }
      events(filter: { ${day('2024-03-01')} }) { nodes { name } }
    }`),
  ).toEqual({
    utc: { events: 3 },
    newYork: { events: 3 },
    after: { events: 0 },
    events: { nodes: [{ name: 'open' }, { name: 'buy' }, { name: 'open' }] },
  })
})
