import { isRowId } from '../../analytics/query/definition.ts'
import { ShareLink } from '../../entities/share-link.ts'
import { badInput } from '../../errors.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type RevokeShareLinkInput } from '../../schema/dashboards/share-link.ts'
import { dashboardWith } from '../dashboard-with.ts'

/** Revokes a link at once, in every process. A link that is revoked already stays unchanged. @throws NOT_FOUND */
export async function revokeShareLink(
  { em, asOf, changes }: Pick<RequestScope, 'em' | 'asOf' | 'changes'>,
  { id }: RevokeShareLinkInput,
): Promise<ShareLink> {
  const link = isRowId(id) && (await em.findOne(ShareLink, { id }))
  if (!link) throw badInput('NOT_FOUND', 'id', 'This project has no share link with this id.')
  const { name } = await dashboardWith(em, link.dashboardId)
  if (await em.nativeUpdate(ShareLink, { id, revokedAt: null }, { revokedAt: asOf }))
    changes.push({ action: 'ENDED', kind: 'SHARE_LINK', id, name })
  return em.refreshOrFail(link)
}
