import { type OperationDefinitionNode } from 'graphql'
import { openFields } from '../auth/open-fields.ts'
import { type Viewer } from '../auth/viewer.ts'
import { type Change } from '../entities/audit-entry.ts'
import { type NewEntry } from './insert-entries.ts'

/** Somebody who logged in, or tried to: an account that exists, never a name that somebody typed. */
export interface Login {
  field: 'obtainToken' | 'refreshToken'
  username: string
  project: string
  roles: Viewer['roles']
  outcome: 'OK' | 'UNAUTHENTICATED'
}

/** What the audit log needs to know of a request. */
export interface Audited {
  viewer: Viewer | null
  requestId: string
  /** When the request came. */
  asOf: Date
  address: string
  userAgent: string | undefined
  /** What the operation costs; 0 until it is known. */
  cost: number
  /** What was changed so far, noted by who changed it. */
  changes: Change[]
  logins: Login[]
}

/** How a request was answered. */
export interface Answered {
  operation: OperationDefinitionNode
  /** The root fields that were asked for, each once; introspection is none. */
  fields: string[]
  /** Whether a field is in the log of facts anyway. */
  isTracking: (field: string) => boolean
  /** `OK`, or the code of the first error. */
  outcome: string
  durationMs: number
}

/** The entries that a request is worth: one of its own, and one for each login in it. */
export function entriesOf(request: Audited, answered: Answered): NewEntry[] {
  const logins = request.logins.map((login, i) => ({
    ...shared(request, answered),
    ...ofLogin(login, i + 1),
  }))
  if (!request.viewer || !isWorthAnEntry(answered, request.changes)) return logins
  return [{ ...shared(request, answered), ...ofViewer(request, request.viewer, answered) }, ...logins]
}

/** Refusals that end by themselves: who sends too much would otherwise write as much. */
const passing = ['RATE_LIMITED', 'OVERLOADED']

/** What is tracked is recorded in the log of facts; logins have entries of their own. */
function isWorthAnEntry({ fields, isTracking, outcome }: Answered, changes: Change[]): boolean {
  if (changes.length || outcome === 'FORBIDDEN') return true
  return !passing.includes(outcome) && fields.some(field => !isTracking(field) && !openFields.includes(field))
}

const most = { userAgent: 200, operationName: 100 }

const shared = (request: Audited, { operation, outcome, durationMs }: Answered) => ({
  at: request.asOf,
  requestId: request.requestId,
  address: request.address,
  userAgent: request.userAgent?.slice(0, most.userAgent) ?? null,
  operationName: operation.name?.value.slice(0, most.operationName) ?? null,
  // A document that is refused may cost more than any number can tell.
  cost: Math.min(Math.ceil(request.cost), Number.MAX_SAFE_INTEGER),
  durationMs: Math.round(durationMs),
  outcome,
})

const ofViewer = (
  { changes }: Audited,
  { project, subject, roles, proof }: Viewer,
  { operation, fields }: Answered,
) => ({
  part: 0,
  kind: operation.operation === 'mutation' ? ('MUTATION' as const) : ('QUERY' as const),
  project,
  subject,
  roles,
  proof,
  fields,
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
