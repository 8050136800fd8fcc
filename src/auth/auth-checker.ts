import { type AuthCheckerFn } from 'type-graphql'
import { forbidden, unauthenticated } from '../errors.ts'
import { type Role, type Rule, type Viewer } from './viewer.ts'

/** Applies `@Authorized` to a field. */
export const authChecker: AuthCheckerFn<{ scope: { viewer: Viewer | null } }, Rule> = (
  { context, info },
  allowed,
) => {
  authorize(context.scope.viewer, allowed, info.operation.operation === 'query')
  return true
}

/**
 * Lets a viewer with one of the roles pass. A reader may query what an administrator may, and change nothing.
 * @throws UNAUTHENTICATED, FORBIDDEN
 */
export function authorize(viewer: Viewer | null, allowed: Rule[], isQuestion: boolean): void {
  if (!viewer) throw unauthenticated('This needs a token: send the header "Authorization: Bearer <token>".')
  const may = (role: Role) =>
    allowed.includes(role) ||
    (role === 'admin' && allowed.includes('admin-only')) ||
    (role === 'reader' && isQuestion && allowed.includes('admin'))
  if (!viewer.roles.some(may)) throw forbidden(`This needs the role ${allowed.map(roleOf).join(' or ')}.`)
}

const roleOf = (rule: Rule): Role => (rule === 'admin-only' ? 'admin' : rule)
