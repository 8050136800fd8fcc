import { type AuthCheckerFn } from 'type-graphql'
import { forbidden, unauthenticated } from '../errors.ts'
import { type Role, type Viewer } from './viewer.ts'

/** Lets a field through when the viewer has one of the roles that `@Authorized` names. */
export const authChecker: AuthCheckerFn<{ viewer: Viewer | null }, Role> = ({ context }, allowed) => {
  if (!context.viewer)
    throw unauthenticated('This needs a token: send the header "Authorization: Bearer <token>".')
  if (!context.viewer.roles.some(role => allowed.includes(role)))
    throw forbidden(`This needs the role ${allowed.join(' or ')}.`)
  return true
}
