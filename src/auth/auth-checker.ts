import { type AuthCheckerFn } from 'type-graphql'
import { forbidden, unauthenticated } from '../errors.ts'
import { type Role, type Rule, type Viewer } from './viewer.ts'

/** Allows a field when the viewer has one of the roles that `@Authorized` names. */
export const authChecker: AuthCheckerFn<{ viewer: Viewer | null }, Rule> = ({ context, info }, allowed) => {
  if (!context.viewer)
    throw unauthenticated('This needs a token: send the header "Authorization: Bearer <token>".')
  // A reader may run every query of an administrator, and no mutation.
  const isQuestion = info.operation.operation === 'query'
  const may = (role: Role) =>
    allowed.includes(role) ||
    (role === 'admin' && allowed.includes('admin alone')) ||
    (role === 'reader' && isQuestion && allowed.includes('admin'))
  if (!context.viewer.roles.some(may))
    throw forbidden(`This needs the role ${allowed.map(roleOf).join(' or ')}.`)
  return true
}

const roleOf = (rule: Rule): Role => (rule === 'admin alone' ? 'admin' : rule)
