import {
  createSourceEventStream,
  type ExecutionResult,
  execute,
  type FieldNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  print,
  visit,
} from 'graphql'
import { refusalOf } from '../../request/refusal-of.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Services } from '../../services.ts'
import { type Happening, type StreamAnswer } from '../../streams/answer.ts'
import { type Answered, type StreamOperation } from '../../streams/shared-stream.ts'
import { type Listening } from '../../streams/ticks.ts'
import { type StreamContext } from '../context.ts'
import { type ReadOperation } from './read-operation.ts'
import { failedAnswer, refused } from './refused-subscription.ts'

interface Wiring {
  schema: GraphQLSchema
  services: Services
  format: Parameters<typeof failedAnswer>[0]
}

/** A read operation as a stream: GraphQL finds its happenings, and executes it for each of them. */
export function streamOperation(
  wiring: Wiring,
  read: ReadOperation,
  { project, viewer }: RequestScope,
): StreamOperation {
  const { schema, services, format } = wiring
  const { document, variables } = read
  const text = isolated(read)
  const query = { schema, document, operationName: read.operation.name?.value, variableValues: variables }
  const unlike = differing(read)
  return {
    key: JSON.stringify([project, viewer?.roles.toSorted(), text, variables]),
    cost: read.cost,
    begin: async (scope: RequestScope, listening: Listening) => {
      const contextValue: StreamContext = { scope, services, listening }
      const happenings = await createSourceEventStream({ ...query, contextValue })
      if ('errors' in happenings) throw refused(format, happenings.errors!)
      return happenings as AsyncIterable<Happening>
    },
    answer: async (scope, { value }, before) => {
      const result = await execute({ ...query, rootValue: value, contextValue: { scope, services } })
      logBugs(scope, result.errors)
      const { answer, isLast } = answeredOf(result, wiring)
      if (isLast && before && isPassing(answer)) return undefined
      return { answer, isLast, isNew: isLast || !before || unlike(before, answer) }
    },
    failed: error => failedAnswer(format, error),
  }
}

/** An answer with nothing but errors is the last one. */
function answeredOf({ data, errors }: ExecutionResult, { format }: Wiring): Omit<Answered, 'isNew'> {
  if (!errors) return { answer: { data: data! }, isLast: false }
  const formatted = refused(format, errors).errors
  const isNothing = Object.values(data ?? {}).every(value => value === null)
  return { answer: isNothing ? { errors: formatted } : { data, errors: formatted }, isLast: isNothing }
}

const passing = ['DB_UNAVAILABLE', 'OVERLOADED', 'QUERY_TIMEOUT', 'CLIENT_GONE']

/** Whether the question failed for a moment: it is asked again at the next happening, unless it has never been answered. */
const isPassing = ({ errors }: StreamAnswer) => passing.includes(String(errors?.[0]?.extensions?.code))

function logBugs({ services, requestId }: RequestScope, errors: readonly GraphQLError[] = []): void {
  for (const { originalError } of errors)
    if (originalError && !refusalOf(originalError))
      services.log.error({ err: originalError, requestId }, 'a resolver failed')
}

/** The text of the operation without its name, and of the fragments. Equal ones share a stream. */
function isolated({ document, operation }: ReadOperation): string {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
  return print({ ...document, definitions: [{ ...operation, name: undefined }, ...fragments] })
}

/** Whether two answers differ, apart from `meta`, which has the times of the answer. */
function differing({ document }: ReadOperation): (one: StreamAnswer, other: StreamAnswer) => boolean {
  const names = metaNames(document)
  const content = (answer: StreamAnswer) =>
    JSON.stringify(answer, (key, value) => (names.has(key) ? undefined : value))
  return (one, other) => content(one) !== content(other)
}

/** The names of `meta` in the answer. */
function metaNames(document: ReadOperation['document']): Set<string> {
  const names = new Set<string>()
  visit(document, {
    Field: ({ name, alias }: FieldNode) => {
      if (name.value === 'meta') names.add((alias ?? name).value)
    },
  })
  return names
}
