import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { moments, second } from '../../support/moments.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  const { happened, answer } = story(app, 'shop')
  await happened(moments({ ann: 'open0 buy2', bob: 'open4' }))
  await answer('mutation { identify(input: { userId: "ann", traits: { plan: "pro" } }) { user { userId } } }')
})
afterAll(() => app.close())

const [from, to] = [second(0), second(4)]
const input = { event: 'open', interval: 'YEAR' }
const series = 'series { values }'

/** Forms of a question from before version 1: one open of ann lies in the range, that of bob at its end. */
describe('the former form of a range is answered like the present one', () => {
  test.each<[string, string, object?]>([
    [
      'a literal',
      `{ timeSeries(input: { event: "open", interval: YEAR, range: { from: "${from}", to: "${to}" } }) { ${series} } }`,
    ],
    [
      'a literal with nulls',
      `{ timeSeries(input: { event: "open", interval: YEAR, range: { from: "${from}", to: "${to}", last: null, preset: null } }) { ${series} } }`,
    ],
    [
      'a literal with variables',
      `query ($from: DateTime!, $to: DateTime!) {
        timeSeries(input: { event: "open", interval: YEAR, range: { from: $from, to: $to } }) { ${series} }
      }`,
      { from, to },
    ],
    [
      'a literal with variables that may be null, one of which has a default',
      `query ($from: DateTime, $to: DateTime = "${to}", $last: LastInput, $preset: RangePreset) {
        timeSeries(input: { event: "open", interval: YEAR, range: { from: $from, to: $to, last: $last, preset: $preset } }) {
          ${series}
        }
      }`,
      { from, preset: null },
    ],
    [
      'a variable',
      `query ($range: DateRangeInput) { timeSeries(input: { event: "open", interval: YEAR, range: $range }) { ${series} } }`,
      { range: { from, to } },
    ],
    [
      'a variable with nulls',
      `query ($range: DateRangeInput!) { timeSeries(input: { event: "open", interval: YEAR, range: $range }) { ${series} } }`,
      { range: { from, to, last: null, preset: null } },
    ],
    [
      'the default of a variable',
      `query ($range: DateRangeInput = { from: "${from}", to: "${to}" }) {
        timeSeries(input: { event: "open", interval: YEAR, range: $range }) { ${series} }
      }`,
    ],
    [
      'inside an input in a variable',
      `query ($input: TimeSeriesInput!) { timeSeries(input: $input) { ${series} } }`,
      { input: { ...input, range: { from, to } } },
    ],
    [
      'inside an input in a variable, beside a segment with nulls',
      `query ($input: TimeSeriesInput!) { timeSeries(input: $input) { ${series} } }`,
      {
        input: {
          ...input,
          range: { from, to },
          segment: {
            and: [
              { trait: { key: 'plan', values: ['pro'] }, not: null },
              { behavior: { did: { event: 'open', filter: null }, didNot: null }, metric: null },
            ],
            or: null,
          },
        },
      },
    ],
    [
      'a fragment with variables',
      `query ($from: DateTime, $to: DateTime) { ...Opens }
       fragment Opens on Query {
         timeSeries(input: { event: "open", interval: YEAR, range: { from: $from, to: $to } }) { ${series} }
       }`,
      { from, to },
    ],
  ])('in %s', async (_, query, variables) => {
    const { answer } = story(app, 'shop')
    const once = { timeSeries: { series: [{ values: [1] }] } }
    expect(await answer(query, variables)).toEqual(once)
    // Apollo keeps the document: the second request is not parsed.
    expect(await answer(query, variables)).toEqual(once)
  })

  test('in the variables of every request, although the document is kept', async () => {
    const { answer } = story(app, 'shop')
    const query = `query ($from: DateTime, $to: DateTime, $preset: RangePreset) {
      timeSeries(input: { event: "open", interval: YEAR, range: { from: $from, to: $to, preset: $preset } }) { ${series} }
    }`
    const opens = async (variables: object) =>
      (await answer<{ timeSeries: { series: { values: number[] }[] } }>(query, variables)).timeSeries
        .series[0]!.values
    expect(await opens({ from, to })).toEqual([1])
    expect(await opens({ from, to: second(5) })).toEqual([2])
    expect(await opens({ preset: 'TODAY' })).toEqual([0])
  })

  test('in comparisons and in the filters of lists', async () => {
    const { answer } = story(app, 'shop')
    expect(
      await answer(
        `query ($filter: EventFilterInput, $compare: CompareInput) {
          events(filter: $filter) { nodes { name } }
          summary(range: { from: "${from}", to: "${to}" }, compare: $compare) { totalEvents previous { totalEvents } }
        }`,
        {
          filter: { range: { from, to: second(2) } },
          compare: { range: { from: second(4), to: second(5) }, period: null },
        },
      ),
    ).toEqual({
      events: { nodes: [{ name: 'open' }] },
      summary: { totalEvents: 2, previous: { totalEvents: 1 } },
    })
  })
})

describe('an id in a variable of the type String', () => {
  test('finds the user and the events, beside a use as a text', async () => {
    const query = `query ($id: String!, $session: String = "none", $none: String) {
      user(id: $id) { userId }
      users(filter: { search: $id }) { nodes { userId } }
      events(filter: { userId: $id, conversationId: $none }) { nodes { userId name } }
      missing: events(filter: { sessionId: $session }) { nodes { name } }
    }`
    expect(await story(app, 'shop').answer(query, { id: 'bob' })).toEqual({
      user: { userId: 'bob' },
      users: { nodes: [{ userId: 'bob' }] },
      events: { nodes: [{ userId: 'bob', name: 'open' }] },
      missing: { nodes: [] },
    })
  })

  test('is that of an event, in literals and in variables', async () => {
    const mutation = `mutation ($user: String, $id: String!, $input: EventInput!) {
      one: trackEvent(input: { name: "a", userId: $user, eventId: $id, anonymousId: null }) { eventId status }
      other: trackEvent(input: $input) { eventId status }
    }`
    const input = { name: 'a', userId: 'ann', eventId: 'e2' }
    expect(await story(app, 'ids').answer(mutation, { user: 'ann', id: 'e1', input })).toEqual({
      one: { eventId: 'e1', status: 'ACCEPTED' },
      other: { eventId: 'e2', status: 'ACCEPTED' },
    })
  })
})

describe('a saved definition in a former form', () => {
  test('is answered like the present one, and can be saved in the former form', async () => {
    const { answer } = story(app, 'shop')
    const funnel = {
      steps: [{ event: 'open' }, { event: 'buy' }],
      range: { from, to },
      segment: { trait: { key: 'plan', values: ['pro'] }, and: null },
      breakdown: null,
    }
    const { saveFunnel } = await answer<{ saveFunnel: { funnel: { id: string } } }>(
      'mutation ($input: SaveFunnelInput!) { saveFunnel(input: $input) { funnel { id } userErrors { message } } }',
      { input: { name: 'former', funnel } },
    )
    const { id } = saveFunnel.funnel
    const asked = () => answer('query ($id: ID!) { funnel(id: $id) { steps { users } } }', { id })
    const both = { funnel: { steps: [{ users: 1 }, { users: 1 }] } }
    expect(await asked()).toEqual(both)
    const pool = app.services.database.pool
    await pool.query('update definitions set content = $1 where id = $2', [JSON.stringify(funnel), id])
    expect(await asked()).toEqual(both)
  })
})

describe('an event of two kinds or none has its own receipt', () => {
  const receipts = 'receipts { status code field }'
  const rejected = { status: 'REJECTED', code: 'EXACTLY_ONE', field: 'events' }
  const good = { status: 'ACCEPTED', code: null, field: null }
  const event = { name: 'a' }
  const apiCall = { endpoint: '/v1', method: 'GET', statusCode: 200 }

  test.each<[string, string, object?]>([
    [
      'in a variable',
      `mutation ($input: TrackInput!) { track(input: $input) { ${receipts} } }`,
      { input: { events: [{ event, apiCall: null }, {}, { event, apiCall }] } },
    ],
    [
      'in literals',
      `mutation { track(input: { events: [
        { event: { name: "a" }, apiCall: null }, {}, { event: { name: "a" }, apiCall: { endpoint: "/v1" } }
      ] }) { ${receipts} } }`,
    ],
    [
      'in literals with variables',
      `mutation ($event: EventInput!, $apiCall: ApiCallInput, $none: ApiCallInput) { track(input: { events: [
        { event: $event, apiCall: $none }, { apiCall: $none }, { event: $event, apiCall: $apiCall }
      ] }) { ${receipts} } }`,
      { event, apiCall },
    ],
    [
      'in literals with variables inside of the kinds',
      `mutation ($name: String!) { track(input: { events: [
        { event: { name: $name } }, {}, { event: { name: $name }, apiCall: { endpoint: $name } }
      ] }) { ${receipts} } }`,
      { name: 'a' },
    ],
  ])('%s', async (_, query, variables) => {
    expect(await story(app, 'kinds').answer(query, variables)).toEqual({
      track: { receipts: [good, rejected, rejected] },
    })
  })
})
