import {
  type GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql'

const longest = 300
/** An enum with more values is looked up in the schema. */
const mostChoices = 40
/** The path and the reason are at the end of a message, which may be as long as a request. */
const mostOfReason = 1_000

/**
 * The message of an error for the client. Sent values are not repeated: a password in the wrong variable would end up in the
 * logs of the client. Names of the schema that the client did not send, such as suggestions and the choices of an enum, are
 * left out unless the client may see the schema: `openSchema` is undefined when introspection is off.
 */
export function plainMessage(error: GraphQLError, openSchema: GraphQLSchema | undefined): string {
  if (error.message.includes('Cross-Site Request Forgery')) return requiredHeader
  if (isAboutValue(error)) return aboutValue(error.message, openSchema)
  return short(withoutHints(error.message.replace(/(String|BlockString) ".*"/s, '$1'), Boolean(openSchema)))
}

const requiredHeader =
  'A GET needs the header Authorization or apollo-require-preflight: true. Without either, a page of another site could send it.'

const short = (text: string) => (text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text)

/** An error about a value in the document has the node of that value; about a variable, that of its definition. */
function isAboutValue({ message, nodes }: GraphQLError): boolean {
  return message.startsWith('Variable "$') || /Value$|^ObjectField$/.test(nodes?.[0]?.kind ?? '')
}

function aboutValue(message: string, openSchema: GraphQLSchema | undefined): string {
  const [variable] = /^Variable "\$\w+"/.exec(message) ?? ['A value']
  const reason = message.slice(-mostOfReason)
  const [, path] = / at "([\w.[\]]+)";/.exec(reason) ?? []
  const place = `${variable}${path ? ` at "${path}"` : ''}`
  return openSchema
    ? withChoices(short(`${place} ${mistake(reason)}`), openSchema)
    : short(`${place} does not fit its type.`)
}

/** Messages of GraphQL about values, and their replacements without the value. */
const mistakes: [RegExp, string][] = [
  [/^.*Field "([\w.]+)" of required type .* was not provided\.$/s, 'lacks the required field "$1".'],
  [
    /^.*Field "(\w+)" is not defined by type "\w+"\.?( Did you mean .*)?$/s,
    'has a field "$1" that is not defined.$2',
  ],
  [/^.*OneOf (?:type|Input Object) "(\w+)".*$/s, 'must have exactly one field of "$1".'],
  [/^.*Field "(\w+)\.\w+" must be non-null\.$/s, 'must have exactly one field of "$1".'],
  [/^.*(?:non-null(?:able)?|required) type "([^"]+)" .*$/s, 'must be of type "$1" and not null.'],
  [/^.*xpected (?:value of )?type "([^"]+)".*$/s, 'must be of type "$1".'],
  [/^.* in type "([^"]+)"\.$/s, 'must be of type "$1".'],
  [/^.* does not exist in "(\w+)" enum\..*$/s, 'must be of type "$1".'],
  [/^.*Enum "(\w+)" cannot represent .*$/s, 'must be of type "$1".'],
  [/^.*\b(\w+) cannot represent .*$/s, 'must be of type "$1".'],
]

function mistake(message: string): string {
  const [pattern, replacement] = mistakes.find(([pattern]) => pattern.test(message)) ?? []
  return pattern ? message.replace(pattern, replacement!) : 'does not fit its type.'
}

/**
 * A message about the type of an enum, or of an input with exactly one field, also names those to choose from; about a
 * scalar, an example.
 */
function withChoices(message: string, schema: GraphQLSchema): string {
  const [, name = ''] = /must (?:be of type|have exactly one field of) "(\w+)/.exec(message) ?? []
  const type = schema.getType(name)
  const choices = choicesOf(type)
  const example = exampleOf(type)
  if (example) return message.replace(/\.$/, `, such as ${example}.`)
  if (choices.length === 0 || choices.length > mostChoices) return message
  return `${message.replace(/\.$/, '')}: one of ${choices.join(', ')}.`
}

/** The example in the description of a scalar of this schema. */
function exampleOf(type: GraphQLNamedType | undefined): string | undefined {
  if (!isScalarType(type) || isSpecifiedScalarType(type)) return undefined
  return /such as `([^`]+)`/.exec(type.description ?? '')?.[1]
}

function choicesOf(type: GraphQLNamedType | undefined): string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => name)
  return isInputObjectType(type) && type.isOneOf ? Object.keys(type.getFields()) : []
}

function withoutHints(message: string, isSchemaOpen: boolean): string {
  if (message.startsWith('Unknown operation named ')) return 'The document has no operation of this name.'
  if (isSchemaOpen) return message
  if (/ is required, but it was not provided/.test(message)) return 'An argument that is required is missing.'
  return message.replace(/ ?Did you mean .*$/s, '')
}
