import { type GraphQLEnumType, type GraphQLScalarType } from 'graphql'

/**
 * Stands for a variable that is no value of its scalar. GraphQL would refuse the whole request for it; in a
 * batch of facts only the fact that holds it is rejected.
 */
export class Unreadable {
  readonly reason: string

  constructor(reason: string) {
    this.reason = reason
  }
}

/** Makes a scalar hand on what it cannot read. Literals in a document are still refused: they are written by hand. */
export function tolerant(scalar: GraphQLScalarType): GraphQLScalarType {
  const parse = scalar.parseValue.bind(scalar)
  scalar.parseValue = value =>
    attempt(
      () => parse(value),
      reason => new Unreadable(withoutValue(reason)),
    )
  return scalar
}

/** A scalar quotes what it cannot read; whoever sent it knows. */
const withoutValue = (reason: string) => reason.replace(/(cannot represent .*?(?:value|string))\b.*$/s, '$1.')

/** Makes an enum hand on the text of a choice that does not exist; ingest rejects the fact that makes it. */
export function tolerantEnum(type: GraphQLEnumType): void {
  const parse = type.parseValue.bind(type)
  type.parseValue = (value, hideSuggestions) =>
    attempt(
      () => parse(value, hideSuggestions),
      () => String(value),
    )
}

function attempt<Value>(parse: () => Value, instead: (reason: string) => Value): Value {
  try {
    return parse()
  } catch (error) {
    return instead(error instanceof Error ? error.message : String(error))
  }
}
