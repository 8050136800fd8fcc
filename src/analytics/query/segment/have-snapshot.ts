import { type EntityManager } from '@mikro-orm/postgresql'
import { membersOfSnapshot } from '../../../clickhouse/scope.ts'
import { sql } from '../../../clickhouse/sql.ts'
import { snapshotNumber } from '../../../entities/node-id.ts'
import { SegmentSnapshot } from '../../../entities/segment-snapshot.ts'
import { badInput } from '../../../errors.ts'
import { isRowId } from '../definition.ts'
import { type QueryScope } from '../query-scope.ts'

/**
 * Copies the members of a snapshot from PostgreSQL to ClickHouse if ClickHouse lacks some. A repeated copy is harmless:
 * members are counted and looked up as a set. Returns the number of the snapshot, which the id may also be.
 * @throws NOT_FOUND
 */
export async function haveSnapshot(
  { em, clickhouse }: Pick<QueryScope, 'em' | 'clickhouse'>,
  snapshotId: string,
): Promise<string> {
  const id = snapshotNumber(snapshotId)
  const snapshot = isRowId(id) ? await em.findOne(SegmentSnapshot, { id }) : null
  if (!snapshot) throw badInput('NOT_FOUND', 'snapshotId', 'This project has no snapshot with this id.')
  const [held] = await clickhouse.query<{ users: number }>(
    'snapshot held',
    sql`select uniqExact(user_no) as users from ${membersOfSnapshot(id)}`,
  )
  if (held!.users === snapshot.size) return id
  await clickhouse.insertSnapshot(id, await membersKept(em, id))
  return id
}

async function membersKept(em: EntityManager, id: string): Promise<number[]> {
  const rows = await em.execute<{ user_no: number }[]>(
    'select user_no from segment_snapshot_members where snapshot_id = ?',
    [id],
  )
  return rows.map(({ user_no }) => user_no)
}
