import { type ApolloServerPlugin, type GraphQLRequestContext } from '@apollo/server'
import { GraphQLError, type GraphQLSchema } from 'graphql'
import { openFields } from '../../auth/open-fields.ts'
import { knownCode } from '../../codes/error-code.ts'
import { type Outcome } from '../../entities/audit-entry.ts'
import { rateOf } from '../../limits/rate-of.ts'
import { audit, hasChangedSomething } from '../../request/audit.ts'
import { type Answered } from '../../request/entries-of.ts'
import { type Context } from '../context.ts'
import { rootFields } from '../root-fields.ts'
import { formatErrors } from './format-error.ts'

/** Writes the audit log. The answer of a change waits until its entry is committed. */
export function auditPlugin(schema: GraphQLSchema): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      const started = performance.now()
      let isWritten = false
      const write = async (request: Request) => {
        isWritten = true
        const answered = answeredOf(schema, request, performance.now() - started)
        if (answered) await audit(request.contextValue.scope, answered)
      }
      return {
        // Before other plugins read the answer, which may become a refusal here.
        async executionDidStart(request) {
          return {
            executionDidEnd: async () => {
              if (hasChangedSomething(request.contextValue.scope))
                await write(request).catch(error => refuse(request.response, error))
            },
          }
        },
        async willSendResponse(request) {
          if (!isWritten) await write(request)
        },
      }
    },
  }
}

type Request = GraphQLRequestContext<Context>

/** Undefined without an operation. */
function answeredOf(
  schema: GraphQLSchema,
  { operation, document, response }: Request,
  durationMs: number,
): Answered | undefined {
  if (!operation || !document) return undefined
  const fields = [...new Set(rootFields(operation, document))].filter(name => !name.startsWith('__'))
  const isMutation = operation.operation === 'mutation'
  const isTracking = (field: string) => rateOf(schema, operation.operation, field) !== 'query'
  return {
    kind: isMutation ? 'MUTATION' : 'QUERY',
    operationName: operation.name?.value,
    fields,
    isRecorded: fields.every(field => isTracking(field) || openFields.includes(field)),
    outcome: outcomeOf(response),
    durationMs,
  }
}

/** The outcome that the client sees. */
function outcomeOf({ body }: Request['response']): Outcome {
  const [error] = (body?.kind === 'single' && body.singleResult.errors) || []
  return error ? knownCode(error.extensions?.code) : 'OK'
}

/** A change without an entry in the audit log is not confirmed. */
function refuse(response: Request['response'], error: unknown): void {
  const refusal = formatErrors(undefined)(
    error instanceof GraphQLError ? error.toJSON() : { message: '' },
    error,
  )
  response.body = { kind: 'single', singleResult: { errors: [refusal], data: null } }
}
