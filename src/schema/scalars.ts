import { GraphQLScalarType } from 'graphql'
import { GraphQLDateTime, GraphQLJSONObject, GraphQLLocalDate, GraphQLSafeInt } from 'graphql-scalars'

/** An instant: RFC 3339 in, RFC 3339 in UTC out. */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  description: 'An instant as RFC 3339 text, such as `2026-01-31T09:30:00Z`.',
})

/** A calendar day without a time zone. */
export const CalendarDate = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  name: 'Date',
  description: 'A calendar day, such as `2026-01-31`, in the time zone of the question.',
})

/** A count: exact up to 2^53, where `Int` ends at 2^31. */
export const Count = new GraphQLScalarType({
  ...GraphQLSafeInt.toConfig(),
  description: 'A whole number that is exact up to 9,007,199,254,740,991.',
})

export const JsonObject = new GraphQLScalarType({
  ...GraphQLJSONObject.toConfig(),
  description: 'A JSON object, such as `{"plan": "pro", "seats": 3}`.',
})
