import Big from 'big.js'
import {
  type ConstObjectValueNode,
  GraphQLFloat,
  GraphQLInt,
  type GraphQLNamedType,
  GraphQLScalarType,
  Kind,
} from 'graphql'
import {
  GraphQLDateTime,
  GraphQLJSON,
  GraphQLJSONObject,
  GraphQLLocalDate,
  GraphQLSafeInt,
} from 'graphql-scalars'
import { instantOf } from './instant.ts'
import { tolerant } from './unreadable.ts'

/** An instant: RFC 3339 on input, RFC 3339 in UTC on output. */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  description: 'An instant as RFC 3339 text, such as `2026-01-31T09:30:00Z`.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  parseValue: checkedInstant,
  parseLiteral: node => checkedInstant(node.kind === Kind.STRING ? node.value : undefined),
})

/** Accepts the RFC 3339 texts that the `timestamp` of an event may be. */
function checkedInstant(text: unknown): Date {
  const instant = typeof text === 'string' ? instantOf(text) : undefined
  if (instant === undefined) throw new TypeError('A DateTime must be text such as "2026-01-31T09:30:00Z".')
  return new Date(instant)
}

/** A calendar day without a time zone. */
export const CalendarDate = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  name: 'Date',
  description: 'A calendar day, such as `2026-01-31`, in the time zone of the question.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date.html',
  parseValue: checkedDay,
  parseLiteral: node => checkedDay(node.kind === Kind.STRING ? node.value : undefined),
})

/** GraphQL does not say the type of a value whose error is a `GraphQLError`, such as that of `LocalDate`. */
function checkedDay(text: unknown): string {
  try {
    return GraphQLLocalDate.parseValue(text)
  } catch {
    throw new TypeError('A Date must be text such as "2026-01-31".')
  }
}

/** A count: exact up to 2^53, where `Int` ends at 2^31. */
export const Count = tolerant(
  new GraphQLScalarType({
    ...GraphQLSafeInt.toConfig(),
    description: 'A whole number that is exact up to 9,007,199,254,740,991.',
    specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259#section-6',
  }),
)

/** A measured number, such as a duration. */
export const Quantity = tolerant(
  new GraphQLScalarType({
    ...GraphQLFloat.toConfig(),
    name: 'Quantity',
    description: 'A finite number, such as `12.5`.',
    specifiedByURL: 'https://spec.graphql.org/October2021/#sec-Float',
  }),
)

const decimal = /^-?\d{1,24}(\.\d{1,12})?$/

function checkedDecimal(text: unknown): string {
  if (typeof text === 'string' && decimal.test(text)) return text
  throw new TypeError('A Decimal must be text such as "0.0125", with up to 12 decimals.')
}

/** Money, as text from the request to the database: a binary float would round it. */
export const Decimal = tolerant(
  new GraphQLScalarType({
    name: 'Decimal',
    description: 'An exact decimal number as text, such as `"0.0125"`, with up to 12 decimals.',
    specifiedByURL: 'https://www.w3.org/TR/xmlschema11-2/#decimal',
    serialize: String,
    parseValue: value => checkedDecimal(typeof value === 'number' ? keptDigits(value) : value),
    parseLiteral: node => {
      if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return checkedDecimal(digitsOf(node.value))
      return checkedDecimal(node.kind === Kind.STRING ? node.value : undefined)
    },
  }),
)

/** The types of numbers in answers. */
export const numberTypes: GraphQLNamedType[] = [GraphQLInt, GraphQLFloat, Count, Decimal]

/** JSON rounds a number of more than 15 digits. */
function keptDigits(number: number): string {
  if (Number(number.toPrecision(15)) === number) return digitsOf(String(number))
  throw new TypeError('A Decimal of more than 15 digits must be text, such as "12345.678901234567".')
}

/** JavaScript writes 0.0000001 as 1e-7. An exponent beyond a Decimal stays, since its digits could be a billion. */
function digitsOf(number: string): string {
  if (!/\de/i.test(number)) return number
  const spelled = Big(number)
  return Math.abs(spelled.e) > 24 ? number : spelled.toFixed()
}

export const JsonObject = new GraphQLScalarType({
  ...GraphQLJSONObject.toConfig(),
  description: 'A JSON object, such as `{"plan": "pro", "seats": 3}`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259#section-4',
  parseLiteral: (node, variables) => carried.get(node) ?? GraphQLJSONObject.parseLiteral(node, variables),
})

export const Json = new GraphQLScalarType({
  ...GraphQLJSON.toConfig(),
  description: 'Any JSON value, such as `"pro"`, `3`, `[1, 2]` or null.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259#section-3',
})

const carried = new WeakMap<object, object>()

/** A literal of the type `JsonObject` that is read as this very object. */
export function carrierOf(object: object): ConstObjectValueNode {
  const node = { kind: Kind.OBJECT, fields: [] } as const
  carried.set(node, object)
  return node
}
