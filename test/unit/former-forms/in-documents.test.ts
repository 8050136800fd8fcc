import { parse, print, validate } from 'graphql'
import { describe, expect, test } from 'vitest'
import { currentDocument } from '../../../src/graphql/former-forms/in-documents.ts'
import { currentVariables } from '../../../src/graphql/former-forms/in-variables.ts'
import { schema } from '../../support/graphql/root-fields.ts'

/** A document as the service runs it, with the variables of its first operation. */
function current(text: string, variables: Record<string, unknown> = {}) {
  const document = currentDocument(schema, parse(text))
  const [operation] = document.definitions
  if (operation?.kind !== 'OperationDefinition') throw new Error('The operation comes first.')
  return {
    text: print(document).replace(/\s+/g, ' '),
    errors: validate(schema, document).map(({ message }) => message),
    variables: currentVariables(schema, operation, variables),
  }
}

const asWritten = (text: string) => print(parse(text)).replace(/\s+/g, ' ')

const [from, to] = ['2024-03-01T00:00:00Z', '2024-03-02T00:00:00Z']

describe('a document of before version 1', () => {
  test.each([
    [
      'a range of two instants',
      `{ summary(range: { from: "${from}", to: "${to}" }) { totalMessages } }`,
      `{ summary(range: { between: { from: "${from}", to: "${to}" } }) { totalMessages } }`,
    ],
    [
      'a null beside the form that is given',
      '{ summary(range: { last: null, preset: TODAY, from: null }, compare: { range: null, period: PREVIOUS_YEAR }) { totalMessages } }',
      '{ summary(range: { preset: TODAY }, compare: { period: PREVIOUS_YEAR }) { totalMessages } }',
    ],
    [
      'a range in a default of a variable',
      `query ($range: DateRangeInput = { from: "${from}", to: "${to}" }) { summary(range: $range) { totalMessages } }`,
      `query ($range: DateRangeInput = { between: { from: "${from}", to: "${to}" } }) { summary(range: $range) { totalMessages } }`,
    ],
    [
      'instants in variables that cannot be null',
      'query ($from: DateTime!, $to: DateTime!) { summary(range: { from: $from, to: $to }) { totalMessages } }',
      'query ($from: DateTime!, $to: DateTime!) { summary(range: { between: { from: $from, to: $to } }) { totalMessages } }',
    ],
    [
      'a range inside an input, and nulls inside a segment inside it',
      `{ lifecycle(input: { range: { from: "${from}", to: "${to}" }, segment: { not: { trait: { key: "plan", values: ["pro"] }, and: null } } }) { buckets { start } } }`,
      `{ lifecycle(input: { range: { between: { from: "${from}", to: "${to}" } }, segment: { not: { trait: { key: "plan", values: ["pro"] } } } }) { buckets { start } } }`,
    ],
    [
      'a range in a fragment',
      `{ ...Numbers } fragment Numbers on Query { summary(range: { from: "${from}", to: "${to}" }) { totalMessages } }`,
      `{ ...Numbers } fragment Numbers on Query { summary(range: { between: { from: "${from}", to: "${to}" } }) { totalMessages } }`,
    ],
  ])('with %s has the present form', (_, former, present) => {
    expect(current(former)).toEqual({ text: asWritten(present), errors: [], variables: {} })
  })
})

describe('a part whose form depends on variables becomes a variable', () => {
  test('of a range with variables that may be null', () => {
    const query =
      'query ($from: DateTime, $to: DateTime, $preset: RangePreset) { summary(range: { from: $from, to: $to, preset: $preset }) { totalMessages } }'
    expect(current(query, { from, to })).toEqual({
      text: asWritten(
        'query ($DateRangeInput_1: DateRangeInput!) { summary(range: $DateRangeInput_1) { totalMessages } }',
      ),
      errors: [],
      variables: { from, to, DateRangeInput_1: { between: { from, to } } },
    })
    expect(current(query, { preset: 'TODAY', from: null }).variables).toMatchObject({
      DateRangeInput_1: { preset: 'TODAY' },
    })
  })

  test('with the defaults of its variables', () => {
    const query =
      'query ($preset: RangePreset = LAST_MONTH) { summary(range: { preset: $preset }) { totalMessages } }'
    expect(current(query).variables).toEqual({ DateRangeInput_1: { preset: 'LAST_MONTH' } })
    expect(current(query, { preset: null }).variables.DateRangeInput_1).toEqual({})
  })

  test('in each operation that spreads its fragment, and in no other', () => {
    const query = `
      query A($preset: RangePreset) { ...Numbers }
      query B { rateLimit { cost } }
      fragment Numbers on Query { summary(range: { preset: $preset }) { totalMessages } }`
    expect(current(query)).toMatchObject({
      text: asWritten(`
        query A($DateRangeInput_1: DateRangeInput!) { ...Numbers }
        query B { rateLimit { cost } }
        fragment Numbers on Query { summary(range: $DateRangeInput_1) { totalMessages } }`),
      errors: [],
    })
  })

  test('beside another use of its variable, and beside a variable of the same name', () => {
    const query = `query ($preset: RangePreset, $DateRangeInput_1: String) {
      a: summary(range: { preset: $preset }, compare: { range: { preset: $preset } }, timeZone: $DateRangeInput_1) { totalMessages }
    }`
    expect(current(query, { preset: 'TODAY' })).toMatchObject({
      errors: [],
      variables: {
        DateRangeInput_1_: { preset: 'TODAY' },
        DateRangeInput_2: { preset: 'TODAY' },
      },
    })
  })
})

describe('a variable of a former type', () => {
  test('becomes one of the present type, with its default, as a list or not null as before', () => {
    const query = `query ($id: String! = "ann", $plans: [String!]) {
      user(id: $id) { userId }
      stats(filter: { property: "plan", values: $plans }) { events }
    }`
    expect(current(query, { plans: ['pro'] })).toEqual({
      text: asWritten(`query ($id_ID: ID! = "ann", $plans_FilterValue: [FilterValue!]) {
        user(id: $id_ID) { userId }
        stats(filter: { property: "plan", values: $plans_FilterValue }) { events }
      }`),
      errors: [],
      variables: { id_ID: 'ann', plans: ['pro'], plans_FilterValue: ['pro'] },
    })
    expect(current(query, { id: 'bob' }).variables).toMatchObject({ id: 'bob', id_ID: 'bob' })
  })

  test('keeps its type for its other uses, and without a value has none', () => {
    const query = `query ($text: String) {
      users(filter: { search: $text }) { nodes { userId } }
      events(filter: { userId: $text, sessionId: $text }) { nodes { eventId } }
    }`
    expect(current(query)).toEqual({
      text: asWritten(`query ($text: String, $text_ID: ID) {
        users(filter: { search: $text }) { nodes { userId } }
        events(filter: { userId: $text_ID, sessionId: $text_ID }) { nodes { eventId } }
      }`),
      errors: [],
      variables: {},
    })
    expect(current(query, { text: null }).variables).toEqual({ text: null, text_ID: null })
  })

  test('is found inside an event that is a template', () => {
    const query = `mutation ($user: String!, $name: String!) {
      track(input: { events: [{ event: { name: $name, userId: $user } }] }) { accepted }
    }`
    expect(current(query, { user: 'ann', name: 'open' })).toMatchObject({
      errors: [],
      variables: { user: 'ann', user_ID: 'ann', name: 'open' },
    })
  })

  test('of any other type is left to GraphQL to refuse', () => {
    expect(current('query ($id: Boolean!) { user(id: $id) { userId } }').errors).toHaveLength(1)
    expect(current('query ($id: String) { segment(id: $id) { name } }').errors).toHaveLength(1)
  })
})

test('a document in the present form stays the same object', () => {
  const document = parse(
    'query ($range: DateRangeInput, $n: Int) { summary(range: $range) { totalMessages } topUsers(first: $n, range: { preset: TODAY }) { meta { asOf } } }',
  )
  expect(currentDocument(schema, document)).toBe(document)
})

test.each([
  ['no form', '{ summary(range: {}) { totalMessages } }'],
  ['two forms', '{ summary(range: { preset: TODAY, last: { count: 1, unit: DAY } }) { totalMessages } }'],
  ['half of a range', `{ summary(range: { from: "${from}" }) { totalMessages } }`],
  ['a field twice', `{ summary(range: { from: "${from}", from: "${to}" }) { totalMessages } }`],
  ['an unused variable', 'query ($unused: RangePreset) { summary { totalMessages } }'],
  ['a variable that is not declared', '{ summary(range: { preset: $undeclared }) { totalMessages } }'],
  ['unknown fields', '{ nothing(range: { preset: TODAY }) { of(that: { kind: 1 }) } ...Missing }'],
  ['a variable of no type', 'query ($a: Missing) { summary(segmentId: $a) { totalMessages } }'],
])('%s is left to GraphQL to refuse', (_, query) => {
  expect(current(query).errors.length).toBeGreaterThan(0)
})
