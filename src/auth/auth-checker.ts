import { type AuthCheckerFn } from 'type-graphql'
import { forbidden, unauthenticated } from '../errors.ts'
import { type Role, type Rule, type Viewer } from './viewer.ts'

/** Lets a field through when the viewer has one of the roles that `@Authorized` names. */
export const authChecker: AuthCheckerFn<{ viewer: Viewer | null }, Rule> = ({ context, info }, allowed) => {
  if (!context.viewer)
    throw unauthenticated('This needs a token: send the header "Authorization: Bearer <token>".')
  // What an administrator may ask, a reader may ask; changing anything is another matter.
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
