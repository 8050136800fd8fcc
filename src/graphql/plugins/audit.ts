import { type ApolloServerPlugin, type GraphQLRequestContext } from '@apollo/server'
import { GraphQLError, type GraphQLSchema } from 'graphql'
import { type Logger } from 'pino'
import { type AuditWriter } from '../../audit/audit-writer.ts'
import { entriesOf } from '../../audit/entries-of.ts'
import { type NewEntry } from '../../audit/insert-entries.ts'
import { rateOf } from '../../limits/rate-of.ts'
import { type Context } from '../context.ts'
import { rootFields } from '../root-fields.ts'
import { formatErrors } from './format-error.ts'

/** Writes down who asked or changed what. An answer that tells of a change waits until its entry is committed. */
export function auditPlugin(
  schema: GraphQLSchema,
  audit: AuditWriter,
  log: Logger,
): ApolloServerPlugin<Context> {
  const entries = (request: GraphQLRequestContext<Context>, started: number): NewEntry[] => {
    const { operation, document, response, contextValue } = request
    if (!operation || !document) return []
    const fields = [...new Set(rootFields(operation, document))].filter(name => !name.startsWith('__'))
    const isMutation = operation.operation === 'mutation'
    const isTracking = (field: string) => isMutation && rateOf(schema, field) !== 'query'
    const durationMs = performance.now() - started
    return entriesOf(contextValue, {
      operation,
      fields,
      isTracking,
      outcome: outcomeOf(response),
      durationMs,
    })
  }
  return {
    async requestDidStart() {
      const started = performance.now()
      let isWritten = false
      return {
        // Before anybody looks at the answer: it may become a refusal.
        async executionDidStart(request) {
          return {
            executionDidEnd: async () => {
              if (!hasChangedSomething(request.contextValue)) return
              isWritten = true
              await audit.commit(entries(request, started)).catch(error => {
                const { requestId } = request.contextValue
                log.error({ err: error, requestId }, 'a change has no entry in the audit log')
                refuse(request.response, error)
              })
            },
          }
        },
        async willSendResponse(request) {
          if (!isWritten) audit.note(entries(request, started))
        },
      }
    },
  }
}

type Response = GraphQLRequestContext<Context>['response']

/** As the client sees it. */
function outcomeOf({ body }: Response): string {
  const errors = body?.kind === 'single' ? body.singleResult.errors : undefined
  return errors?.length ? String(errors[0]!.extensions?.code) : 'OK'
}

/** A login that was refused waits for nothing: otherwise the time would tell whose name it is. */
const hasChangedSomething = ({ changes, logins }: Context) =>
  changes.length > 0 || logins.some(({ outcome }) => outcome === 'OK')

/** What is not in the audit log is not acknowledged. */
function refuse(response: Response, error: unknown): void {
  const refusal = formatErrors(false)(error instanceof GraphQLError ? error.toJSON() : { message: '' }, error)
  response.body = { kind: 'single', singleResult: { errors: [refusal], data: null } }
}
