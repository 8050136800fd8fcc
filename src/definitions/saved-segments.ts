import { type QueryScope } from '../analytics/query/query-scope.ts'
import { withUserErrors } from '../checks/user-errors.ts'
import { sql } from '../clickhouse/sql.ts'
import { type Definition } from '../entities/definition.ts'
import { badInput } from '../errors.ts'
import { type DeletePayload } from '../schema/definition.ts'
import {
  type CreateSegmentInput,
  type Segment,
  type SegmentPayload,
  type UpdateSegmentInput,
} from '../schema/users/segment.ts'
import { type SegmentInput } from '../schema/users/segment-input.ts'
import { type Definer, define, redefine, undefine } from './define.ts'
import { segmentUsers } from './segment-users.ts'

type Saver = QueryScope & Definer

export const createSegment = (saver: Saver, { condition, ...named }: CreateSegmentInput) =>
  saved(async () => {
    await check(saver, condition)
    return define(saver, 'segment', { ...named, content: condition })
  })

export const updateSegment = (saver: Saver, { condition, name, ...changes }: UpdateSegmentInput) =>
  saved(async () => {
    if (condition) await check(saver, condition, changes.id)
    return redefine(saver, 'segment', {
      ...changes,
      ...(name != null && { name }),
      ...(condition && { content: condition }),
    })
  })

/** One that another definition names, itself or by a snapshot, stays. */
export const deleteSegment = (saver: Saver, id: string): Promise<DeletePayload> =>
  undefine(saver, 'segment', id, () => checkUnused(saver, id))

const saved = (save: () => Promise<Definition>): Promise<SegmentPayload> =>
  withUserErrors<SegmentPayload>(
    async () => ({ segment: toSegment(await save()), userErrors: [] }),
    userErrors => ({ segment: null, userErrors }),
  )

export const toSegment = ({ content, ...stored }: Definition): Segment => ({ ...stored, condition: content })

/** What cannot be asked is not saved: ClickHouse reads the condition, without looking at a fact. */
async function check(saver: Saver, condition: SegmentInput, id?: string): Promise<void> {
  const { query, found } = await segmentUsers(saver, condition, undefined, id ? [id] : [])
  await query.run('segment: check', sql`select user_no from (${found}) limit 0`)
}

async function checkUnused({ em, project }: Saver, id: string): Promise<void> {
  const [user] = await em.execute<{ kind: string; name: string }[]>(
    `select kind, name from definitions
     where project = ? and id <> ?::bigint and (
       jsonb_path_exists(content, '$.**.segmentId \\? (@ == $id)', jsonb_build_object('id', ?::text))
       or exists (
         select from segment_snapshots s
         where s.project = definitions.project and s.segment_id = ?::bigint
           and jsonb_path_exists(content, '$.**.snapshotId \\? (@ == $id)', jsonb_build_object('id', s.id::text))))
     order by id limit 1`,
    [project, id, id, id],
  )
  if (user)
    throw badInput('SEGMENT_IN_USE', 'id', `The ${user.kind} "${user.name}" uses it. Change that one first.`)
}
