import fc, { type Arbitrary, type GeneratorValue } from 'fast-check'
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
} from 'graphql'
import { hasFields } from '../graphql/has-fields.ts'

export interface Operation {
  query: string
  variables: Record<string, unknown>
}

/** The source of random values; out of a hundred values of the right type, `wrong` are replaced by any value. */
interface Drawing {
  draw: <Value>(arbitrary: Arbitrary<Value>) => Value
  wrong: number
}

/** An operation on some of the root fields, valid except for a few values of its variables. */
export function randomOperation(schema: GraphQLSchema, gen: GeneratorValue, without: string[]): Operation {
  const drawing: Drawing = {
    draw: arbitrary => gen(() => arbitrary),
    wrong: gen(() => fc.constantFrom(0, 0, 2, 10, 50)),
  }
  const kind = drawing.draw(fc.constantFrom('query', 'query', 'query', 'mutation'))
  const root = (kind === 'query' ? schema.getQueryType() : schema.getMutationType())!
  const fields = Object.values(root.getFields()).filter(({ name }) => !without.includes(name))
  const asking = { drawing, declared: [] as string[], variables: {} as Record<string, unknown> }
  const selected = someOf(drawing, fields, 1, 3).map((field, i) => `f${i}: ${fieldText(asking, field, 1)}`)
  const declared = asking.declared.length ? `(${asking.declared.join(', ')})` : ''
  return { query: `${kind}${declared} { ${selected.join(' ')} }`, variables: asking.variables }
}

/** Draws indexes, because fast-check prints the drawn values of a failed test, and types of the schema are long. */
function someOf<Item>({ draw }: Drawing, items: Item[], minLength: number, maxLength: number): Item[] {
  if (!items.length) return []
  const index = fc.nat({ max: items.length - 1 })
  const most = Math.min(maxLength, items.length)
  return draw(fc.uniqueArray(index, { minLength, maxLength: most })).map(at => items[at]!)
}

/** Each number equally often, while fast-check draws small numbers more often. */
const hundredth = fc.constantFrom(...Array.from({ length: 100 }, (_, i) => i))

interface Asking {
  drawing: Drawing
  declared: string[]
  variables: Record<string, unknown>
}

function fieldText(asking: Asking, field: GraphQLField<unknown, unknown>, depth: number): string {
  const given = field.args.flatMap(argument => argumentOf(asking, argument))
  const args = given.length ? `(${given.join(', ')})` : ''
  return `${field.name}${args}${selectionOf(asking, field.type, depth)}`
}

function argumentOf({ drawing, declared, variables }: Asking, argument: GraphQLArgument): string[] {
  if (!isRequiredArgument(argument) && drawing.draw(fc.boolean())) return []
  const { name, type } = argument
  const variable = `v${declared.length}`
  declared.push(`$${variable}: ${type}`)
  variables[variable] = drawnValue(drawing, type, name, 0)
  return [`${name}: $${variable}`]
}

function selectionOf(asking: Asking, output: GraphQLOutputType, depth: number): string {
  const type = getNamedType(output)
  if (!hasFields(type)) return ''
  const fields = Object.values(type.getFields())
  const within = depth < 5 ? fields : fields.filter(field => !hasFields(getNamedType(field.type)))
  const selected = someOf(asking.drawing, within, 1, 5).map(field => fieldText(asking, field, depth + 1))
  return ` { ${['__typename', ...selected].join(' ')} }`
}

function drawnValue(drawing: Drawing, type: GraphQLInputType, name: string, depth: number): unknown {
  const { draw, wrong } = drawing
  if (draw(hundredth) < wrong) return draw(anything)
  if (isNonNullType(type)) return drawnValue(drawing, type.ofType, name, depth)
  if (isListType(type))
    return Array.from({ length: draw(fc.nat({ max: 3 })) }, () =>
      drawnValue(drawing, type.ofType, name, depth + 1),
    )
  if (isEnumType(type)) return draw(fc.constantFrom(...type.getValues().map(({ name }) => name)))
  if (isInputObjectType(type)) return objectOf(drawing, type, depth)
  return draw(named[name] ?? scalars[type.name] ?? text)
}

/** Mostly few fields: inputs whose service takes exactly one of several fields are then often right. */
function objectOf(drawing: Drawing, type: GraphQLInputObjectType, depth: number): Record<string, unknown> {
  const fields = Object.values(type.getFields())
  const optional = fields.filter(field => !isNonNullType(field.type))
  const chosen = type.isOneOf ? oneOf(drawing, type, depth) : someOf(drawing, optional, 0, depth > 3 ? 0 : 3)
  const required = fields.filter(field => isNonNullType(field.type) && field.defaultValue === undefined)
  return Object.fromEntries(
    [...required, ...chosen].map(field => [
      field.name,
      drawnValue(drawing, field.type, field.name, depth + 1),
    ]),
  )
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
const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...usual) },
  { weight: 2, arbitrary: fc.constantFrom(...odd) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom(201, 256, 1_001, 20_000).map(length => 'x'.repeat(length)) },
)
const instant = fc
  .date({ min: new Date('1969-12-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map(date => date.toISOString())
const year = fc.constantFrom('2026-01-01T00:00:00Z', '2026-07-01T00:00:00Z', '2027-01-01T00:00:00Z')
const number = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(1, 2, 3, 5, 7, 10, 50) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, -0, 101, 5_001, 2 ** 31 - 1, -(2 ** 31)) },
)

/** Fields for which a random text would be refused. */
const named: Record<string, Arbitrary<unknown>> = {
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'Pacific/Apia', 'GMT+25'),
  after: fc.constantFrom(null, null, 'MTcwOTI1MTIwMDAwMC41', 'x'),
  segmentId: fc.constantFrom(null, null, null, '1', 'x'),
  event: fc.constantFrom('signup', 'login', 'message', 'a', ''),
}

const scalars: Record<string, Arbitrary<unknown>> = {
  Int: number,
  SafeInt: fc.oneof(number, fc.maxSafeInteger()),
  Float: fc.double(),
  Quantity: fc.oneof(number, fc.double({ noDefaultInfinity: true, noNaN: true })),
  Decimal: fc.constantFrom('0', '0.01', '-1', '1e3', '123456789012345678901234.123456789012'),
  Boolean: fc.boolean(),
  String: text,
  ID: fc.oneof(text, fc.constantFrom('1', '2', '3', '0', '-1')),
  DateTime: fc.oneof(year, year, instant),
  Date: fc.constantFrom('2026-01-01', '2026-02-29', '0001-01-01'),
  JSONObject: fc.dictionary(text, fc.oneof(text, number, fc.jsonValue({ maxDepth: 3 })), { maxKeys: 4 }),
  SegmentValue: fc.oneof(text, number, fc.boolean()),
  FilterValue: fc.oneof(text, number, fc.boolean()),
}

const anything: Arbitrary<unknown> = fc.oneof(
  text,
  fc.constantFrom(null, [], {}, [[]], true, 1.5, -1, 2 ** 53, 1e308, '2026-02-30T00:00:00Z', [null]),
  fc.jsonValue({ maxDepth: 4 }),
)
