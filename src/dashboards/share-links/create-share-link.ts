import { refusingDeleted } from '../../analytics/query/definition.ts'
import { filterCondition } from '../../analytics/query/filter.ts'
import { at, checkAll, collectedInTurn } from '../../checks/collect.ts'
import { dayMs } from '../../durations.ts'
import { type Definition } from '../../entities/definition.ts'
import { ShareLink } from '../../entities/share-link.ts'
import { badInput } from '../../errors.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type CreateShareLinkInput } from '../../schema/dashboards/share-link.ts'
import { largest } from '../../schema/largest.ts'
import { dashboardWith } from '../dashboard-with.ts'

const usualDays = 30
const mostDays = 366
const longestFilter = 2_000

/**
 * Creates a link to a dashboard. Only this answer contains its token.
 * @throws NOT_CONFIGURED without a secret to sign with, NOT_FOUND, INVALID_EXPIRY, INVALID_FILTER, TOO_LONG, TOO_MANY
 */
export async function createShareLink(
  scope: RequestScope,
  input: CreateShareLinkInput,
): Promise<{ shareLink: ShareLink; token: string }> {
  const { sign } = scope.services.auth.shareLinks
  if (!sign)
    throw badInput(
      'NOT_CONFIGURED',
      'input',
      'Share links are signed with AUTH_SECRET_KEY, which is not set.',
    )
  const checks = [
    () => dashboardWith(scope.em, input.dashboardId, 'dashboardId'),
    () => checkInput(scope, input),
  ]
  const [dashboard] = await collectedInTurn<() => unknown, unknown>(checks, check => check())
  await checkRoom(scope)
  const shareLink = newLink(scope, input)
  await refusingDeleted(scope.em.persist(shareLink).flush(), 'dashboard', 'dashboardId')
  scope.changes.push({
    action: 'CREATED',
    kind: 'SHARE_LINK',
    id: shareLink.id,
    name: (dashboard as Definition).name,
  })
  return { shareLink, token: sign(shareLink) }
}

function checkInput({ project, asOf }: RequestScope, { expiresAt, filter }: CreateShareLinkInput): void {
  checkAll(
    () => checkExpiry(expiresAt, asOf),
    () => at(['filter'], () => filterCondition(project, filter)),
    () => checkLength(filter),
  )
}

function checkExpiry(expiresAt: Date | null | undefined, asOf: Date): void {
  if (expiresAt && (expiresAt <= asOf || expiresAt.getTime() > asOf.getTime() + mostDays * dayMs))
    throw badInput('INVALID_EXPIRY', 'expiresAt', 'expiresAt must be in the future, within one year.')
}

/** The filter is in the token, which is sent in a header. */
function checkLength(filter: object | null | undefined): void {
  if (filter && JSON.stringify(filter).length > longestFilter)
    throw badInput('TOO_LONG', 'filter', `filter may have at most ${longestFilter} characters as JSON.`)
}

async function checkRoom({ em, asOf }: RequestScope): Promise<void> {
  if ((await em.count(ShareLink, { revokedAt: null, expiresAt: { $gt: asOf } })) >= largest.shareLinks)
    throw badInput(
      'TOO_MANY',
      'input',
      `A project may have at most ${largest.shareLinks} links that work. Revoke one first.`,
    )
}

const newLink = (
  { em, project, viewer, asOf }: RequestScope,
  { dashboardId, expiresAt, filter, allowRange, allowLists }: CreateShareLinkInput,
): ShareLink =>
  em.create(ShareLink, {
    project,
    dashboardId,
    filter: filter ?? null,
    allowsRange: allowRange,
    allowsLists: allowLists,
    createdBy: viewer!.subject,
    createdAt: asOf,
    expiresAt: expiresAt ?? new Date(asOf.getTime() + usualDays * dayMs),
    revokedAt: null,
  })
