import { definition } from '../analytics/query/definition.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { withUserErrors } from '../checks/user-errors.ts'
import { integer, sql } from '../clickhouse/sql.ts'
import { SegmentSnapshot } from '../entities/segment-snapshot.ts'
import { badInput } from '../errors.ts'
import { type SnapshotSegmentInput, type SnapshotSegmentPayload } from '../schema/users/segment.ts'
import { type Definer } from './define.ts'
import { countOf, segmentUsers } from './segment-users.ts'

const mostMembers = 5_000_000

/** Keeps who is in a segment at a moment: all of them, or the snapshot is refused. */
export const snapshotSegment = (
  saver: QueryScope & Definer,
  input: SnapshotSegmentInput,
): Promise<SnapshotSegmentPayload> =>
  withUserErrors<SnapshotSegmentPayload>(
    async () => ({ snapshot: await taken(saver, input), userErrors: [] }),
    userErrors => ({ snapshot: null, userErrors }),
  )

async function taken(
  saver: QueryScope & Definer,
  { id, asOf }: SnapshotSegmentInput,
): Promise<SegmentSnapshot> {
  const { em, project, viewer, changes } = saver
  const { name } = await definition(em, 'segment', id)
  const users = await segmentUsers(saver, { segmentId: id }, asOf)
  const rows = await users.query.run<{ user_no: number }>(
    'segment: snapshot',
    sql`select user_no from (${users.found}) limit ${integer(mostMembers + 1)}`,
  )
  if (rows.length > mostMembers)
    throw badInput(
      'TOO_MANY_USERS',
      'id',
      `A snapshot keeps at most ${mostMembers.toLocaleString('en')} users.`,
    )
  const [row] = await em.execute<object[]>(
    `with snapshot as (
       insert into segment_snapshots (project, segment_id, as_of, size, known_users, created_by)
       values (?, ?, ?, ?, ?, ?)
       returning *
     ),
     members as (
       insert into segment_snapshot_members (snapshot_id, user_no)
       select id, user_no from snapshot, unnest(?::integer[]) as user_no
     )
     select * from snapshot`,
    [
      project,
      id,
      asOf ?? saver.asOf,
      rows.length,
      await countOf(users, users.known),
      viewer!.subject,
      `{${rows.map(({ user_no }) => user_no).join()}}`,
    ],
  )
  const snapshot = em.map(SegmentSnapshot, row!)
  changes.push({ action: 'CREATED', kind: 'SNAPSHOT', id: snapshot.id, name })
  return snapshot
}
