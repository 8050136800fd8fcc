import { type GraphQLOutputType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { numberOf, numbersOf, selectionOfFields } from '../../../src/questions/number-of.ts'
import { checkField } from '../../../src/questions/numbers/check-field.ts'
import { fixedFields } from '../../../src/questions/numbers/fields-of.ts'
import { serviceSchema } from '../../../src/resolvers/build-schema.ts'

const paths = Object.entries(fixedFields).flatMap(([type, fields]) =>
  fields.map(field => [type, field] as const),
)

const named = (type: GraphQLOutputType): GraphQLOutputType =>
  isNonNullType(type) || isListType(type) ? named(type.ofType) : type

test.each(paths.filter(([, field]) => !field.includes('COLUMN')))('%s has a number at %s', (type, path) => {
  const found = path
    .split('.')
    .filter(part => part !== 'N')
    .reduce<GraphQLOutputType>((of, name) => {
      const object = named(of)
      return isObjectType(object) ? object.getFields()[name]!.type : of
    }, serviceSchema().getType(type) as GraphQLOutputType)
  expect(isLeafType(named(found))).toBe(true)
  expect(String(named(found))).toMatch(/^(Int|Float|SafeInt|Decimal)$/)
})

const funnel = { __typename: 'Funnel', completionRate: 0.5, steps: [{ users: 4 }, { users: 2 }] } as never

test('a path leads to a number, to that of a position, or to none', () => {
  expect(numberOf(funnel, 'completionRate')).toBe(0.5)
  expect(numberOf(funnel, 'steps.2.users')).toBe(2)
  expect(numberOf(funnel, 'steps.last.users')).toBe(2)
  expect(numberOf(funnel, 'steps.3.users')).toBeNull()
})

test('a custom query has its numbers at the names of its columns', () => {
  const answer = {
    __typename: 'CustomQueryResult',
    rowsReturned: 1,
    columns: [{ name: 'a' }, { name: 'b.c' }],
    rows: [['x', '7.5']],
  } as never
  expect(numberOf(answer, 'rows.1.b.c')).toBe(7.5)
  expect(numberOf(answer, 'rows.1.a')).toBeNull()
  expect(numberOf(answer, 'rowsReturned')).toBe(1)
})

test('each group of a breakdown has a number, and the group of all others has none', () => {
  const group = (label: string, value: number, isOther = false) => ({
    labels: isOther ? [] : [label],
    isOther,
    numbers: [{ metric: 'costUsd', exact: String(value), value }],
  })
  const answer = {
    __typename: 'MeasureAnswer',
    groups: [group('a', 0.25), group('b', 1), group('', 9, true)],
  } as never
  expect(numbersOf(answer, 'metrics.costUsd', true)).toEqual([
    { group: ['a'], value: 0.25 },
    { group: ['b'], value: 1 },
  ])
})

test('a series is found by its name, in each group', () => {
  const line = (group: string | null, total: number) => ({ name: 'a.b', group, isOther: false, total })
  const answer = { __typename: 'TimeSeries', series: [line('x', 1), line('y', 2)] } as never
  expect(numbersOf(answer, 'series.a.b', true)).toEqual([
    { group: ['x'], value: 1 },
    { group: ['y'], value: 2 },
  ])
})

test('the paths of several rules are selected together, each list once', () => {
  const fields = ['totalUsers', 'steps.1.users', 'steps.2.users', 'steps.2.dropOff']
  expect(selectionOfFields('Funnel', fields, false)).toBe('{ totalUsers steps { users dropOff } }')
  expect(selectionOfFields('Funnel', ['totalUsers'], true)).toBe(
    '{ breakdown { values isOther totalUsers } }',
  )
})

test.each([
  [{ measure: { metrics: [{ name: 'messages' }] } }, 'metrics.messages', true],
  [{ measure: { metrics: [{ formula: 'a.b / c' }] } }, 'metrics.a.b / c', true],
  [{ measure: { metrics: [{ name: 'messages' }] } }, 'metrics.events', false],
  [{ funnel: { steps: [{}, {}] } }, 'steps.2.users', true],
  [{ funnel: { steps: [{}, {}] } }, 'steps.3.users', false],
  [{ funnel: { steps: [{}, {}] } }, 'steps.0.users', false],
  [{ funnel: { steps: [{}, {}] } }, 'steps.1.name', false],
  [{ list: { messages: { first: 1 } } }, 'totalCount', true],
  [{ query: { queryId: '1' } }, 'rows.last.errors', true],
  [{ timeSeries: {} }, 'series.orders', true],
])('%j has the path %s: %s', (question, field, isThere) => {
  const check = () => checkField(question as never, field)
  if (isThere) expect(check).not.toThrow()
  else expect(check).toThrow(/field must lead to one number/)
})
