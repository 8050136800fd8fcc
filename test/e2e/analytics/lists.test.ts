import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import { IdentifyDocument } from '../operations/operations.ts'

const timestamp = '2024-03-01T10:00:00Z'
const range = { from: '2024-03-01T00:00:00Z', to: '2024-03-02T00:00:00Z' }

/** The properties of the one event of each user, which are the user's traits as well. */
const values: Record<string, Record<string, unknown>> = {
  ann: {
    tags: ['vip', 'beta'],
    items: [
      { sku: 'A', price: 5 },
      { sku: 'B', price: 20 },
    ],
  },
  bob: { tags: 'vip', items: [] },
  cem: { tags: ['not-vip'], items: [{ sku: 'b/c', price: 20, 'a.b': 1 }, { price: null }, 'loose'] },
  dan: {
    tags: ['a "quoted"', null, 3, true],
    orders: [{ items: [{ sku: 'A' }] }, { items: [{ sku: 'C' }] }],
  },
  eve: { tags: [], items: { sku: 'A' } },
  fay: { tags: '["vip"]', 'odd[*]key': 'A' },
  gus: {},
}

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await eventsHappened(
    app,
    'lists',
    Object.entries(values).map(([userId, properties]) => ({
      event: { name: 'e', userId, timestamp, properties: { ...properties, who: userId } },
    })),
  )
  for (const [userId, traits] of Object.entries(values))
    await story(app, 'lists').answer(IdentifyDocument, { input: { userId, traits } })
})
afterAll(() => app.close())

/** The users by a dimension, a property or a trait. */
async function groupsBy(by: object, filter?: object): Promise<Record<string, number>> {
  const { audience } = await story(app, 'lists').answer<Answer>(
    `query($by: BreakdownInput!, $filter: FilterInput, $range: DateRangeInput) {
      audience(by: $by, filter: $filter, range: $range) { groups { value users } }
    }`,
    { by, filter, range },
  )
  return Object.fromEntries(audience.groups.map(({ value, users }) => [value, users]))
}

interface Answer {
  audience: { groups: { value: string | null; users: number }[] }
}

const usersWith = async (filter: object) => Object.keys(await groupsBy({ property: 'who' }, filter)).sort()

const everyone = Object.keys(values)
const without = (...users: string[]) => everyone.filter(user => !users.includes(user))

describe.each(['property', 'trait'])('a %s that is a list', of => {
  test.each<[string, string, object, string[]]>([
    ['is one of its items', 'tags', { values: ['vip'] }, ['ann', 'bob']],
    ['is one of several values', 'tags', { values: ['beta', 'not-vip'] }, ['ann', 'cem']],
    ['is the whole list, as JSON', 'tags', { values: ['["vip","beta"]'] }, ['ann']],
    ['is no item', 'tags', { operator: 'IS_NOT', values: ['vip'] }, without('ann', 'bob')],
    [
      'contains an item, in upper or lower case',
      'tags',
      { operator: 'CONTAINS', values: ['VIP'] },
      ['ann', 'bob', 'fay'],
    ],
    ['does not contain a part of an item', 'tags', { operator: 'CONTAINS', values: ['ot-v'] }, []],
    ['does not contain', 'tags', { operator: 'NOT_CONTAINS', values: ['vip'] }, ['cem', 'dan', 'eve', 'gus']],
    ['has a quote, a number and a Boolean', 'tags', { values: ['a "quoted"'] }, ['dan']],
    ['has a number as text', 'tags', { values: ['3'] }, ['dan']],
    ['has a number above a limit', 'tags', { operator: 'GREATER_THAN', values: ['2'] }, ['dan']],
    ['has no null', 'tags', { values: ['null'] }, []],
    [
      'has an item that matches as a whole',
      'tags',
      { operator: 'MATCHES', values: ['^vip$'] },
      ['ann', 'bob'],
    ],
    ['is set, even if it is empty', 'tags', { operator: 'IS_SET' }, without('gus')],
    ['of objects has a value inside', 'items[*].sku', { values: ['A'] }, ['ann']],
    ['of objects has a value with a slash', 'items[*].sku', { values: ['b/c'] }, ['cem']],
    [
      'of objects has numbers inside',
      'items[*].price',
      { operator: 'GREATER_OR_EQUAL', values: ['20'] },
      ['ann', 'cem'],
    ],
    ['of objects has a key with a dot', 'items[*].a%2Eb', { values: ['1'] }, ['cem']],
    ['of objects has no such key', 'items[*].sku', { operator: 'IS_NOT_SET' }, without('ann', 'cem')],
    ['of lists of objects', 'orders[*].items[*].sku', { values: ['C'] }, ['dan']],
    ['of plain items, with a path into it', 'tags[*]', { values: ['beta'] }, ['ann']],
    ['is no list where a key has the text [*]', 'odd[*]key', { values: ['A'] }, ['fay']],
  ])('%s', async (_, path, comparison, users) => {
    expect(await usersWith({ [of]: path, ...comparison })).toEqual(users)
  })

  test('is shown as JSON', async () => {
    expect(await groupsBy({ [of]: 'tags' })).toEqual({
      '["vip","beta"]': 1,
      vip: 1,
      '["not-vip"]': 1,
      '["a \\"quoted\\"",null,3,true]': 1,
      '[]': 1,
      '["vip"]': 1,
      null: 1,
    })
    expect(await groupsBy({ [of]: 'items[*].sku' })).toEqual({ '["A","B"]': 1, '["b/c"]': 1, null: 5 })
  })
})

test('the catalog shows lists as JSON', async () => {
  const { catalog } = await story(app, 'lists').answer<{
    catalog: { properties: object[]; traits: object[] }
  }>(
    `query($range: DateRangeInput) {
      catalog(range: $range) {
        properties(search: "tags") { topValues { value } }
        traits(search: "tags") { topValues { value } }
      }
    }`,
    { range },
  )
  const shown = ['["a \\"quoted\\"",null,3,true]', '["not-vip"]', '["vip","beta"]', '["vip"]', '[]', 'vip']
  const topValues = shown.map(value => ({ value }))
  expect(catalog).toEqual({ properties: [{ topValues }], traits: [{ topValues }] })
})
