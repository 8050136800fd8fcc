import { type GraphQLScalarType } from 'graphql'

/**
 * Stands for a variable that its scalar cannot read. GraphQL would refuse the whole request; ingest rejects only
 * the event that holds the variable.
 */
export class Unreadable {
  readonly reason: string

  constructor(reason: string) {
    this.reason = reason
  }
}

/** Makes a scalar return unreadable variables as `Unreadable`. Literals in a document are still refused. */
export function tolerant(scalar: GraphQLScalarType): GraphQLScalarType {
  const parse = scalar.parseValue.bind(scalar)
  scalar.parseValue = value => {
    try {
      return parse(value)
    } catch (error) {
      return new Unreadable(withoutValue(error instanceof Error ? error.message : String(error)))
    }
  }
  return scalar
}

/** The message of a scalar quotes the value, which may be long or secret. The sender knows it anyway. */
const withoutValue = (reason: string) => reason.replace(/(cannot represent .*?(?:value|string))\b.*$/s, '$1.')
