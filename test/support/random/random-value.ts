import fc, { type Arbitrary } from 'fast-check'
import {
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql'
import { randomFilter } from './random-filter.ts'
import { randomSegment } from './random-segment.ts'

/** The source of random values; out of a hundred values of the right type, `wrong` are replaced by any value. */
export interface Drawing {
  draw: <Value>(arbitrary: Arbitrary<Value>) => Value
  wrong: number
  known: Known
}

/**
 * Ids, names and cursors of stored things: by the field and its argument (`segment.id`), or by the name of any argument or
 * field of an input (`userId`).
 */
export type Known = Record<string, string[]>

/** What a value is for: an argument of a field, or a field of an input type. */
export interface Place {
  of: string
  name: string
}

/** Draws indexes, because fast-check prints the drawn values of a failed test, and types of the schema are long. */
export function someOf<Item>(
  { draw }: Pick<Drawing, 'draw'>,
  items: Item[],
  minLength: number,
  maxLength: number,
): Item[] {
  if (!items.length) return []
  const index = fc.nat({ max: items.length - 1 })
  const most = Math.min(maxLength, items.length)
  return draw(fc.uniqueArray(index, { minLength, maxLength: most })).map(at => items[at]!)
}

/** Each number equally often, while fast-check draws small numbers more often. */
const hundredth = fc.constantFrom(...Array.from({ length: 100 }, (_, i) => i))

/** Whether something happens that does so `times` out of a hundred times. */
export const happens = ({ draw }: Drawing, times: number): boolean => draw(hundredth) < times

/** A value that the service takes, unless `wrong` says otherwise. */
export function drawnValue(drawing: Drawing, type: GraphQLInputType, place: Place, depth = 0): unknown {
  const { draw } = drawing
  if (happens(drawing, drawing.wrong)) return draw(anything)
  if (isNonNullType(type)) return drawnValue(drawing, type.ofType, place, depth)
  if (isListType(type)) return listOf(drawing, type.ofType, place, depth)
  const known = drawing.known[`${place.of}.${place.name}`] ?? drawing.known[place.name]
  if (known && happens(drawing, 90)) return draw(fc.constantFrom(...known))
  const fitting = (isScalarType(type) && named[place.name]) || whole[type.name]
  if (fitting && happens(drawing, drawing.wrong ? 80 : 97)) return draw(fitting)
  if (isEnumType(type)) return draw(fc.constantFrom(...type.getValues().map(({ name }) => name)))
  if (isInputObjectType(type)) return objectOf(drawing, type, depth)
  return draw((drawing.wrong && oddScalars[type.name]) || (scalars[type.name] ?? text))
}

/** A funnel has two steps at least. */
function listOf(drawing: Drawing, type: GraphQLInputType, place: Place, depth: number): unknown[] {
  const length = drawing.draw(fc.nat({ max: 2 })) + (place.name === 'steps' ? 2 : drawing.wrong ? 0 : 1)
  return Array.from({ length }, () => drawnValue(drawing, type, place, depth + 1))
}

/** Mostly few fields: inputs whose service takes exactly one of several fields are then often right. */
function objectOf(drawing: Drawing, type: GraphQLInputObjectType, depth: number): Record<string, unknown> {
  const fields = Object.values(type.getFields())
  const optional = fields.filter(field => !isNonNullType(field.type) && isAsked(drawing, field))
  const chosen = type.isOneOf
    ? oneOf(drawing, type, depth)
    : agreeing(drawing, someOf(drawing, optional, 0, depth > 3 ? 0 : 3))
  const required = fields.filter(field => isNonNullType(field.type) && field.defaultValue === undefined)
  return Object.fromEntries(
    [...required, ...chosen].map(({ name, type: of }) => [
      name,
      drawnValue(drawing, of, { of: type.name, name }, depth + 1),
    ]),
  )
}

/** A former name is rare: together with the present one it is refused. */
export const isAsked = (
  drawing: Drawing,
  { deprecationReason }: Pick<GraphQLInputField, 'deprecationReason'>,
): boolean => !deprecationReason || happens(drawing, 5)

/** Names that are refused beside another one. */
const excluding = [
  ['segmentId', 'segment'],
  ['id', 'input'],
  ['last', 'first'],
  ['days', 'range'],
  ['before', 'first'],
  ['before', 'after'],
  ['after', 'last'],
]
/** Names that are refused without another one. */
const needed: Record<string, string> = { before: 'last', unitProperty: 'unit' }

/** Those of the arguments of a field, or of the fields of an input, that may be given together. */
export function agreeing<Given extends { name: string }>(drawing: Drawing, given: Given[]): Given[] {
  if (happens(drawing, drawing.wrong)) return given
  return given.filter(({ name }) => {
    const isGiven = (other: string | undefined) => given.some(({ name }) => name === other)
    return (
      !excluding.some(([one, other]) => one === name && isGiven(other)) &&
      (!needed[name] || isGiven(needed[name]))
    )
  })
}

/** One field; of a deep tree, one that ends there. */
function oneOf(drawing: Drawing, type: GraphQLInputObjectType, depth: number) {
  const fields = Object.values(type.getFields())
  const ending = fields.filter(field => getNamedType(field.type) !== type)
  return someOf(drawing, depth > 3 ? ending : fields, 1, 1)
}

const odd = [
  '',
  ' ',
  '\0',
  '\ud83d',
  'null',
  "'; drop table events; --",
  '\u202e',
  '👩‍👩‍👧',
  '__proto__',
  '%',
  '\\',
]
const usual = [
  'a',
  'signup',
  'message',
  'ann',
  'web',
  'plan',
  'UTC',
  'Europe/Berlin',
  '1',
  '9223372036854775807',
]
const text = fc.constantFrom(...usual)
const oddText = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 2, arbitrary: fc.constantFrom(...odd) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom(201, 256, 1_001, 20_000).map(length => 'x'.repeat(length)) },
)
const instant = fc
  .date({ min: new Date('1969-12-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map(date => date.toISOString())
const year = fc.constantFrom('2026-01-01T00:00:00Z', '2026-07-01T00:00:00Z', '2027-01-01T00:00:00Z')
const number = fc.constantFrom(1, 2, 3, 5, 7, 10, 50)
const oddNumber = fc.oneof(
  { weight: 9, arbitrary: number },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, -0, 101, 5_001, 2 ** 31 - 1, -(2 ** 31)) },
)
const event = fc.constantFrom('signup', 'login', 'message', 'open', 'close')
const property = fc.constantFrom('plan', 'seats')
const match = fc.oneof(
  fc.record({ event }),
  fc.record({ event, filter: randomFilter }),
  fc.record({ anyOf: fc.array(fc.record({ event }), { minLength: 1, maxLength: 2 }) }),
)
const breakdown = fc.oneof(
  fc.record({ dimension: fc.constantFrom('EVENT', 'CHANNEL', 'MODEL', 'COUNTRY') }),
  fc.record({ property }),
  fc.record({ trait: property }),
)

/** Fields for which a random text would be refused. */
const named: Record<string, Arbitrary<unknown>> = {
  after: fc.constant(null),
  before: fc.constant(null),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'Pacific/Apia'),
  event,
  property,
  key: property,
  trait: property,
  method: fc.constantFrom('GET', 'POST'),
}

/** Inputs of which the service takes only some combinations of fields. */
const whole: Record<string, Arbitrary<unknown>> = {
  CalendarUnit: fc.constantFrom('DAY', 'WEEK', 'MONTH', 'QUARTER'),
  CohortBreakdownInput: breakdown,
  CohortValueInput: fc.oneof(
    fc.record({ measure: fc.constant('USERS') }),
    fc.record({ measure: fc.constantFrom('SUM', 'AVERAGE'), property }),
  ),
  CountedUnit: fc.constantFrom('USER', 'CONVERSATION'),
  DateRangeInput: fc.constantFrom(
    { between: { from: '2026-01-01T00:00:00Z', to: '2026-01-20T12:00:00Z' } },
    { between: { from: '2026-01-05T10:00:00Z', to: '2026-02-05T00:00:00+05:45' } },
    { dates: { from: '2026-01-05', to: '2026-02-05' } },
    { last: { count: 2, unit: 'DAY' } },
    { last: { count: 3, unit: 'WEEK' } },
    { preset: 'THIS_MONTH' },
    { preset: 'LAST_WEEK' },
  ),
  EventMatchInput: match,
  FilterInput: randomFilter,
  FunnelBreakdownInput: fc.oneof(breakdown, fc.record({ by: fc.tuple(breakdown, breakdown) })),
  FunnelExclusionInput: match,
  FunnelStepInput: match,
  SegmentInput: randomSegment,
  SeriesInput: fc.oneof(
    match,
    fc.record({ event, measure: fc.constantFrom('EVENTS', 'UNIQUE_USERS', 'EVENTS_PER_USER') }),
    fc.record({ event, measure: fc.constantFrom('SUM', 'P95', 'UNIQUE'), property }),
  ),
}

const scalars: Record<string, Arbitrary<unknown>> = {
  Int: number,
  SafeInt: number,
  Float: number,
  Quantity: number,
  Decimal: fc.constantFrom('0.01', '1', '7.5'),
  Boolean: fc.boolean(),
  DateTime: year,
  Date: fc.constantFrom('2026-01-01', '2026-02-28'),
  JSONObject: fc.dictionary(text, fc.oneof(text, number), { maxKeys: 4 }),
  SegmentValue: fc.oneof(text, number, fc.boolean()),
  FilterValue: fc.oneof(text, number, fc.boolean()),
}

/** Values of the right type that are often refused. */
const oddScalars: Record<string, Arbitrary<unknown>> = {
  Int: oddNumber,
  SafeInt: fc.oneof(oddNumber, fc.maxSafeInteger()),
  Float: fc.double(),
  Quantity: fc.oneof(oddNumber, fc.double({ noDefaultInfinity: true, noNaN: true })),
  Decimal: fc.constantFrom('0', '0.01', '-1', '1e3', '123456789012345678901234.123456789012'),
  String: oddText,
  ID: fc.oneof(oddText, fc.constantFrom('1', '2', '3', '0', '-1')),
  DateTime: fc.oneof(year, instant),
  Date: fc.constantFrom('2026-01-01', '2026-02-29', '0001-01-01'),
  JSONObject: fc.dictionary(oddText, fc.oneof(oddText, oddNumber, fc.jsonValue({ maxDepth: 3 })), {
    maxKeys: 4,
  }),
  SegmentValue: fc.oneof(oddText, oddNumber, fc.boolean()),
  FilterValue: fc.oneof(oddText, oddNumber, fc.boolean()),
}

const anything: Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.constantFrom(null, [], {}, [[]], true, 1.5, -1, 2 ** 53, 1e308, '2026-02-30T00:00:00Z', [null]),
  fc.jsonValue({ maxDepth: 4 }),
)
