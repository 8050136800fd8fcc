import { type NewEntry } from '../audit/insert-entries.ts'
import { type AuditEntry, type Outcome } from '../entities/audit-entry.ts'
import { type Login, type RequestScope } from './request-scope.ts'

/** The sender of a request, as its entry names it. */
type AuditedSender = Pick<AuditEntry, 'project' | 'subject' | 'roles' | 'proof'>

/** How a request was answered. */
export interface Answered {
  kind: 'QUERY' | 'MUTATION' | 'SUBSCRIPTION'
  /** The sender of a request without a token, if a link stands for one. */
  linkSender?: AuditedSender
  /** The name that the client gave its operation. */
  operationName?: string
  /** The names in the request, each once: for GraphQL the root fields without introspection. */
  fields: string[]
  /**
   * Whether no field needs an entry: tracking is in the log of events, logins have entries of their own, and `budgetStatus` is
   * asked as often as events are tracked.
   */
  isRecorded: boolean
  /** `OK`, or the code of the first error. */
  outcome: Outcome
  durationMs: number
  /** Whether a subscription has ended; otherwise it, or the request, has begun. */
  isEnd?: boolean
}

/** The entries of a request: at most one of its own, and one for each login in it. */
export function entriesOf(scope: RequestScope, answered: Answered): NewEntry[] {
  const logins = scope.logins.map((login, i) => ({ ...shared(scope, answered), ...ofLogin(login, i + 1) }))
  const sender = scope.viewer ?? answered.linkSender
  if (!sender || !isWorthAnEntry(scope, answered)) return logins
  return [{ ...shared(scope, answered), ...ofSender(scope, sender, answered) }, ...logins]
}

/** Temporary refusals get no entry: a client that sends too much would fill the audit log with them. */
const temporary: Outcome[] = ['RATE_LIMITED', 'TOO_MANY_SUBSCRIPTIONS', 'OVERLOADED']

function isWorthAnEntry({ changes }: RequestScope, { isRecorded, outcome }: Answered): boolean {
  return changes.length > 0 || outcome === 'FORBIDDEN' || (!isRecorded && !temporary.includes(outcome))
}

const most = { userAgent: 200, operationName: 100 }

const shared = (scope: RequestScope, { operationName, outcome, durationMs }: Answered) => ({
  at: scope.asOf,
  requestId: scope.requestId,
  address: scope.address,
  userAgent: scope.userAgent?.slice(0, most.userAgent) ?? null,
  operationName: operationName?.slice(0, most.operationName) ?? null,
  // The cost of a refused document may exceed every number.
  cost: Math.min(Math.ceil(scope.cost), Number.MAX_SAFE_INTEGER),
  durationMs: Math.round(durationMs),
  outcome,
})

const ofSender = (
  { changes, ranSql }: RequestScope,
  { project, subject, roles, proof }: AuditedSender,
  { kind, fields, isEnd }: Answered,
) => ({
  part: isEnd ? 1 : 0,
  kind,
  project,
  subject,
  roles,
  proof,
  // The text of the SQL may have values in it.
  fields: [...fields, ...ranSql.map(hash => `sql:${hash}`)],
  changes,
})

const ofLogin = ({ field, username, project, roles, outcome }: Login, part: number) => ({
  part,
  kind: 'LOGIN' as const,
  project,
  subject: username,
  roles,
  proof: 'NONE' as const,
  fields: [field],
  changes: [],
  outcome,
})
