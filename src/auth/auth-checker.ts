import { type GraphQLResolveInfo } from 'graphql'
import { type AuthCheckerFn } from 'type-graphql'
import { forbidden, unauthenticated } from '../errors.ts'
import { isRow, showsRows } from './share-links/shows-rows.ts'
import { type Role, type Rule, type SharedDashboard, type Viewer } from './viewer.ts'

/** Applies `@Authorized` to a field. */
export const authChecker: AuthCheckerFn<{ scope: { viewer: Viewer | null } }, Rule> = (
  { context, info },
  allowed,
) => {
  const { viewer } = context.scope
  if (!viewer?.shared || !isShown(viewer.shared, info))
    authorize(viewer, allowed, info.operation.operation !== 'mutation')
  return true
}

/**
 * A share link passes the root with the role `viewer` alone, so that whatever is below is part of its dashboard. It shows
 * rows only if it was made so, and nothing further about them: their own fields know no filter.
 */
const isShown = ({ allowsLists }: SharedDashboard, { parentType, returnType, schema }: GraphQLResolveInfo) =>
  parentType !== schema.getQueryType() &&
  parentType !== schema.getMutationType() &&
  parentType !== schema.getSubscriptionType() &&
  !isRow(parentType) &&
  (allowsLists || !showsRows(returnType))

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
