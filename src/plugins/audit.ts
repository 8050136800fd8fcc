import { type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server'
import { GraphQLError } from 'graphql'
import { type Logger } from 'pino'
import { type AuditWriter } from '../audit/audit-writer.ts'
import { entriesOf } from '../audit/entries-of.ts'
import { type Context } from '../context.ts'
import { formatErrors } from './format-error.ts'

/** Writes down who asked or changed what. An answer that tells of a change waits until its entry is committed. */
export function auditPlugin(audit: AuditWriter, log: Logger): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      const started = performance.now()
      return {
        async willSendResponse({ operation, document, response, contextValue }) {
          if (!operation || !document) return
          const durationMs = performance.now() - started
          const answered = { operation, document, outcome: outcomeOf(response), durationMs }
          const entries = entriesOf(contextValue, answered)
          if (!hasChangedSomething(contextValue)) return audit.note(entries)
          await audit.commit(entries).catch(error => {
            log.error(
              { err: error, requestId: contextValue.requestId },
              'a change has no entry in the audit log',
            )
            refuse(response, error)
          })
        },
      }
    },
  }
}

/** As the client sees it. */
function outcomeOf({ body }: GraphQLResponse): string {
  const errors = body.kind === 'single' ? body.singleResult.errors : undefined
  return errors?.length ? String(errors[0]!.extensions?.code) : 'OK'
}

/** A login that was refused waits for nothing: otherwise the time would tell whose name it is. */
const hasChangedSomething = ({ changes, logins }: Context) =>
  changes.length > 0 || logins.some(({ outcome }) => outcome === 'OK')

/** What is not in the audit log is not acknowledged. */
function refuse(response: GraphQLResponse, error: unknown): void {
  const refusal = formatErrors(false)(error instanceof GraphQLError ? error.toJSON() : { message: '' }, error)
  response.body = { kind: 'single', singleResult: { errors: [refusal], data: null } }
  response.http.status = error instanceof GraphQLError ? 503 : 500
  if (error instanceof GraphQLError) response.http.headers.set('retry-after', '1')
}
