import { type GraphQLError } from 'graphql'

const longest = 300
/** The path and the reason are at the end of a message, which may be as long as a request. */
const mostOfReason = 1_000

/**
 * The message of an error for the client. Sent values are not repeated: a password in the wrong variable would end up in the
 * logs of the client. Names of the schema that the client did not send are left out, unless introspection is on.
 */
export function plainMessage(error: GraphQLError, isSchemaOpen: boolean): string {
  const plain = isAboutValue(error)
    ? aboutValue(error.message, isSchemaOpen)
    : withoutHints(error.message.replace(/(String|BlockString) ".*"/s, '$1'), isSchemaOpen)
  return plain.length > longest ? `${plain.slice(0, longest).toWellFormed()}…` : plain
}

/** An error about a value in the document has the node of that value; about a variable, that of its definition. */
function isAboutValue({ message, nodes }: GraphQLError): boolean {
  return message.startsWith('Variable "$') || /Value$|^ObjectField$/.test(nodes?.[0]?.kind ?? '')
}

function aboutValue(message: string, isSchemaOpen: boolean): string {
  const [variable] = /^Variable "\$\w+"/.exec(message) ?? ['A value']
  const reason = message.slice(-mostOfReason)
  const [, path] = / at "([\w.[\]]+)";/.exec(reason) ?? []
  return `${variable}${path ? ` at "${path}"` : ''} ${mistake(reason, isSchemaOpen)}.`
}

/** Messages of GraphQL about values, and their replacements without the value. */
const mistakes: [RegExp, string][] = [
  [/^.*Field "([\w.]+)" of required type .* was not provided\.$/s, 'lacks the required field "$1"'],
  [/^.*Field "(\w+)" is not defined by type .*$/s, 'has a field "$1" that is not defined'],
  [/^.*(?:non-null|required) type "([^"]+)" .*$/s, 'must be of type "$1" and not null'],
  [/^.*xpected (?:value of )?type "([^"]+)".*$/s, 'must be of type "$1"'],
  [/^.* in type "([^"]+)"\.$/s, 'must be of type "$1"'],
  [/^.* does not exist in "(\w+)" enum\..*$/s, 'must be of type "$1"'],
  [/^.*Enum "(\w+)" cannot represent .*$/s, 'must be of type "$1"'],
  [/^.*\b(\w+) cannot represent .*$/s, 'must be of type "$1"'],
]

function mistake(message: string, isSchemaOpen: boolean): string {
  const [pattern, replacement] = mistakes.find(([pattern]) => pattern.test(message)) ?? []
  return isSchemaOpen && pattern ? message.replace(pattern, replacement!) : 'does not fit its type'
}

function withoutHints(message: string, isSchemaOpen: boolean): string {
  if (message.startsWith('Unknown operation named ')) return 'The document has no operation of this name.'
  if (!isSchemaOpen && / is required, but it was not provided/.test(message))
    return 'An argument that is required is missing.'
  return message.replace(/ ?Did you mean .*$/s, '')
}
