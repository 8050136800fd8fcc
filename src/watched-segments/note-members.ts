import { type ClientBase } from 'pg'
import { type Definition } from '../entities/definition.ts'

/** Users that have entered or left a segment: their number, and the ids of the first ones. */
interface Moved {
  count: number
  userIds: string[]
}

export interface MembersChange {
  entered: Moved
  left: Moved
}

/** An announcement names so many users. */
const mostNamed = 100

type NotedSegment = Pick<Definition, 'id' | 'project' | 'version'>

/**
 * Replaces the noted members of a segment. @returns the change since the last time; undefined if there was none, or the segment
 * had another condition then
 */
export async function noteMembers(
  client: ClientBase,
  segment: NotedSegment,
  members: number[],
): Promise<MembersChange | undefined> {
  const isKnown = await noteSegment(client, segment)
  const { rows } = await client.query<MembersChange>(
    `with now as (select unnest($2::integer[]) as user_no),
     entered as (
       insert into watched_members (segment_id, user_no) select $1, user_no from now
       on conflict do nothing returning user_no
     ),
     gone as (
       delete from watched_members m
       where segment_id = $1 and not exists (select from now where now.user_no = m.user_no) returning user_no
     )
     select ${moved('entered')} as entered, ${moved('gone')} as "left"`,
    [segment.id, members],
  )
  return isKnown ? rows[0] : undefined
}

/** @returns whether the segment was noted with the same condition before */
async function noteSegment(client: ClientBase, { id, project, version }: NotedSegment): Promise<boolean> {
  const { rows } = await client.query<{ version: number }>(
    'select version from watched_segments where segment_id = $1 for update',
    [id],
  )
  await client.query(
    `insert into watched_segments (segment_id, project, version) values ($1, $2, $3)
     on conflict (segment_id) do update set version = excluded.version`,
    [id, project, version],
  )
  return rows[0]?.version === version
}

const moved = (step: 'entered' | 'gone') => `
  json_build_object(
    'count', (select count(*) from ${step}),
    'userIds', (
      select coalesce(json_agg(external_id), '[]') from (
        select external_id from ${step} join users on no = user_no order by no limit ${mostNamed}) named))`
