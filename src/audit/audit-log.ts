import { type EntityManager, type FilterQuery, raw } from '@mikro-orm/postgresql'
import { AuditEntry } from '../entities/audit-entry.ts'
import { nodeIdOf, snapshotNumber } from '../entities/node-id.ts'
import { checkTexts, given, within } from '../lists/conditions.ts'
import { type Listing } from '../lists/listing.ts'
import { page } from '../lists/page.ts'
import { type AuditFilterInput, type AuditLogArgs, type ChangedInput } from '../schema/access/audit-entry.ts'
import { type Connection } from '../schema/connection.ts'

/** The part of a request that reading the audit log needs. */
interface Auditor {
  em: EntityManager
  asOf: Date
}

const listing: Listing<AuditEntry> = { name: 'auditLog', of: AuditEntry, time: 'at', number: 'id' }

/**
 * A page of the audit log of the project, newest first.
 * @throws INVALID_PAGE_SIZE outside 1 to 1,000, INVALID_CURSOR, INVALID_RANGE, INVALID_TEXT
 */
export async function auditLog(
  auditor: Auditor,
  { filter, ...args }: AuditLogArgs,
): Promise<Connection<AuditEntry>> {
  return page(auditor.em, listing, conditions(auditor, filter ?? {}), args)
}

function conditions({ asOf }: Auditor, filter: AuditFilterInput): FilterQuery<AuditEntry> {
  const { range, field, changed, outcomes, outcome, ...texts } = filter
  checkTexts({ ...texts, outcome, field, 'changed.id': changed?.id })
  return {
    ...given({ ...texts, at: within(range, asOf) }),
    ...(outcome != null && { outcome: outcome as AuditEntry['outcome'] }),
    ...(outcomes && { $and: [{ outcome: { $in: outcomes } }] }),
    ...(field != null && { fields: { $contains: [field] } }),
    ...(changed && changesOf(changed)),
  }
}

const changesOf = ({ kind, id }: ChangedInput) => ({
  $or: idsOf(kind, id).map(id => ({
    [raw(alias => `${alias}.changes @> ?::jsonb`, [JSON.stringify([given({ kind, id })])])]: [],
  })),
})

/** Older entries have the number of a snapshot. */
function idsOf(kind: ChangedInput['kind'], id: ChangedInput['id']) {
  if (kind !== 'SNAPSHOT' || id == null) return [id]
  const number = snapshotNumber(id)
  return [number, nodeIdOf('SegmentSnapshot', { id: number })]
}
