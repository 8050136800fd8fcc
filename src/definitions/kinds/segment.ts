import { Field, ObjectType } from 'type-graphql'
import { sql } from '../../clickhouse/sql.ts'
import { type Definition as Stored } from '../../entities/definition.ts'
import { nodeIdOf } from '../../entities/node-id.ts'
import { SegmentSnapshot } from '../../entities/segment-snapshot.ts'
import { type References } from '../../questions/references-of.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { Definition } from '../../schema/definition.ts'
import { Node } from '../../schema/node.ts'
import { JsonObject } from '../../schema/scalars.ts'
import { SegmentInput } from '../../schema/users/segment-input.ts'
import { definitionKind } from '../definition-kind.ts'
import { segmentUsers } from '../segment-users.ts'

@ObjectType({
  implements: Node,
  description:
    'A saved condition on users. Its members are the users who match the condition at the time of the question.',
})
export class Segment extends Definition {
  @Field(() => JsonObject, {
    name: 'condition',
    description:
      'The `SegmentInput` as it was saved, such as `{"trait": {"key": "plan", "values": ["pro"]}}`.',
  })
  content: object
}

export const segment = definitionKind<SegmentInput>({
  kind: 'segment',
  type: Segment,
  plural: 'segments',
  content: {
    field: 'condition',
    type: SegmentInput,
    description:
      'The condition that members meet, such as `{ metric: { metric: TOTAL_EVENTS, operator: GREATER_THAN, value: 10 } }`.',
  },
  fields: {
    list: 'segments',
    get: 'segment',
    create: 'createSegment',
    update: 'updateSegment',
    delete: 'deleteSegment',
  },
  notes: {
    create: 'Any question can then be about its users.',
    update: 'Questions about it use the new condition at once.',
    delete: 'Its snapshots are deleted with it. A segment that another definition uses is not deleted.',
  },
  check,
  usedBy: { code: 'SEGMENT_IN_USE', names: namesOf },
})

/** ClickHouse compiles the condition and reads no event. */
async function check(scope: RequestScope, condition: SegmentInput, id?: string): Promise<void> {
  const { query, found } = await segmentUsers(scope, condition, undefined, id ? [id] : [])
  await query.run('segment: check', sql`select user_no from (${found}) limit 0`)
}

/** A segment is named by its id, or by a snapshot of it. */
async function namesOf({ em }: Pick<RequestScope, 'em'>, { id }: Stored): Promise<Partial<References>> {
  const snapshots = await em.find(SegmentSnapshot, { segmentId: id }, { fields: ['id'] })
  return {
    segments: [id],
    snapshots: snapshots.flatMap(snapshot => [snapshot.id, nodeIdOf('SegmentSnapshot', snapshot)]),
  }
}
