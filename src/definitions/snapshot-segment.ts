import { definition, refusingDeleted } from '../analytics/query/definition.ts'
import { integer, sql } from '../clickhouse/sql.ts'
import { nodeIdOf } from '../entities/node-id.ts'
import { SegmentSnapshot } from '../entities/segment-snapshot.ts'
import { badInput } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type SnapshotSegmentInput } from '../schema/users/segment.ts'
import { countOf, type SegmentUsers, segmentUsers } from './segment-users.ts'

const mostUsers = 5_000_000

/**
 * Stores the users of a segment at a moment: all of them, or none when they are too many.
 * @throws NOT_FOUND, INVALID_AS_OF, TOO_MANY_USERS
 */
export async function snapshotSegment(
  scope: RequestScope,
  { id, asOf }: SnapshotSegmentInput,
): Promise<SegmentSnapshot> {
  const { name } = await definition(scope.em, 'segment', id)
  const users = await segmentUsers(scope, { segmentId: id }, asOf)
  const userNumbers = await userNumbersOf(users)
  const knownUsers = await countOf(users, users.known)
  const snapshot = await refusingDeleted(
    insertSnapshot(scope, { segmentId: id, asOf: asOf ?? scope.asOf, knownUsers, userNumbers }),
    'segment',
  )
  scope.changes.push({
    action: 'CREATED',
    kind: 'SNAPSHOT',
    id: nodeIdOf('SegmentSnapshot', snapshot),
    name,
  })
  return snapshot
}

/** @throws TOO_MANY_USERS */
async function userNumbersOf({ query, found }: SegmentUsers): Promise<number[]> {
  const rows = await query.run<{ user_no: number }>(
    'segment: snapshot',
    sql`select user_no from (${found}) limit ${integer(mostUsers + 1)}`,
  )
  if (rows.length > mostUsers)
    throw badInput(
      'TOO_MANY_USERS',
      'id',
      `A snapshot may have at most ${mostUsers.toLocaleString('en')} users. Use a smaller segment.`,
    )
  return rows.map(({ user_no }) => user_no)
}

interface NewSnapshot extends Pick<SegmentSnapshot, 'segmentId' | 'asOf' | 'knownUsers'> {
  userNumbers: number[]
}

async function insertSnapshot(
  { em, project, viewer }: Pick<RequestScope, 'em' | 'project' | 'viewer'>,
  { segmentId, asOf, knownUsers, userNumbers }: NewSnapshot,
): Promise<SegmentSnapshot> {
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
    [project, segmentId, asOf, userNumbers.length, knownUsers, viewer!.subject, `{${userNumbers.join()}}`],
  )
  return em.map(SegmentSnapshot, row!)
}
