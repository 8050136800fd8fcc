import { Export } from '../entities/export.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { ExportStatus } from '../schema/exports/export.ts'
import { type GivenLink, isValidLink } from './download-link.ts'
import { statusAt } from './status.ts'

/**
 * The export whose file a link opens; null for any link that does not. A token that is sent beside the link must be of the same
 * project.
 */
export async function linkedExport(
  { em, asOf, viewer }: RequestScope,
  id: string,
  link: GivenLink,
): Promise<Export | null> {
  if (!/^[\w-]{22}$/.test(id)) return null
  // The link stands for a token, so the project is that of the export.
  const found = await em.findOne(Export, { id, deletedAt: null }, { filters: { project: false } })
  if (!found || !isValidLink(found, link, asOf)) return null
  const isOthers = viewer !== null && viewer.project !== found.project
  return isOthers || statusAt(asOf, found) !== ExportStatus.DONE ? null : found
}
