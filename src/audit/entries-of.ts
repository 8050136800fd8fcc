import { type OperationDefinitionNode } from 'graphql'
import { openFields } from '../auth/open-fields.ts'
import { type Viewer } from '../auth/viewer.ts'
import { type Change } from '../entities/audit-entry.ts'
import { type NewEntry } from './insert-entries.ts'

/** A login, successful or not, of an account that exists. A name that was only typed is never recorded. */
export interface Login {
  field: 'obtainToken' | 'refreshToken'
  username: string
  project: string
  roles: Viewer['roles']
  outcome: 'OK' | 'UNAUTHENTICATED'
}

/** The part of a request that the audit log records. */
export interface Audited {
  viewer: Viewer | null
  requestId: string
  /** When the request arrived. */
  asOf: Date
  address: string
  userAgent: string | undefined
  /** The cost of the operation; 0 until it is known. */
  cost: number
  /** The changes of this request so far. Each mutation adds its own. */
  changes: Change[]
  logins: Login[]
}

/** How a request was answered. */
export interface Answered {
  operation: OperationDefinitionNode
  /** The selected root fields, each once, without introspection. */
  fields: string[]
  /** Whether the log of facts records the field already. */
  isTracking: (field: string) => boolean
  /** `OK`, or the code of the first error. */
  outcome: string
  durationMs: number
}

/** The entries of a request: one for the request itself, if it needs one, and one for each login in it. */
export function entriesOf(request: Audited, answered: Answered): NewEntry[] {
  const logins = request.logins.map((login, i) => ({
    ...shared(request, answered),
    ...ofLogin(login, i + 1),
  }))
  if (!request.viewer || !needsEntry(answered, request.changes)) return logins
  return [{ ...shared(request, answered), ...ofViewer(request, request.viewer, answered) }, ...logins]
}

/** Refusals without an entry: a client that sends too much would otherwise fill the audit log. */
const unrecorded = ['RATE_LIMITED', 'OVERLOADED']

/** Tracking needs no entry, since the log of facts records it. Logins have entries of their own. */
function needsEntry({ fields, isTracking, outcome }: Answered, changes: Change[]): boolean {
  if (changes.length || outcome === 'FORBIDDEN') return true
  return (
    !unrecorded.includes(outcome) && fields.some(field => !isTracking(field) && !openFields.includes(field))
  )
}

const most = { userAgent: 200, operationName: 100 }

const shared = (request: Audited, { operation, outcome, durationMs }: Answered) => ({
  at: request.asOf,
  requestId: request.requestId,
  address: request.address,
  userAgent: request.userAgent?.slice(0, most.userAgent) ?? null,
  operationName: operation.name?.value.slice(0, most.operationName) ?? null,
  // The cost of a refused document may exceed the largest safe integer.
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
