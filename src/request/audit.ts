import { type Answered, entriesOf } from './entries-of.ts'
import { type RequestScope } from './request-scope.ts'

/**
 * Writes the audit entries of a request: of a change before its answer, of a question within a second of it.
 * @throws DB_UNAVAILABLE for a change whose entries are not stored: its answer must not confirm it
 */
export async function audit(scope: RequestScope, answered: Answered): Promise<void> {
  const { audit, log } = scope.services
  const entries = entriesOf(scope, answered)
  if (!hasChangedSomething(scope)) return audit.enqueue(entries)
  try {
    await audit.commit(entries)
  } catch (error) {
    log.error({ err: error, requestId: scope.requestId }, 'a change has no entry in the audit log')
    throw error
  }
}

/** A failed login counts as none: if its answer waited for the entry, the time would reveal which accounts exist. */
export const hasChangedSomething = ({ changes, logins }: RequestScope) =>
  changes.length > 0 || logins.some(({ outcome }) => outcome === 'OK')
