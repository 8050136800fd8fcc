import { ArgsType, Field, Float, ID, InputType, ObjectType } from 'type-graphql'
import { connectionOf } from '../connection.ts'
import { Meta } from '../meta.ts'
import { Node } from '../node.ts'
import { Bucket } from '../numbers.ts'
import { Count, DateTime } from '../scalars.ts'
import { UserError } from '../user-error.ts'
import { SegmentInput } from './segment-input.ts'
import { User } from './user.ts'

@ObjectType({
  implements: Node,
  description:
    'The members of a segment at one moment. A snapshot never changes. A condition takes its `id` as `snapshotId`.',
})
export class SegmentSnapshot {
  id: string

  @Field(() => ID, {
    description: 'The `id` of a saved segment, as `segments` lists it and creating it returned.',
  })
  segmentId: string

  @Field(() => DateTime, { description: 'The moment whose members are kept: only events before it count.' })
  asOf: Date

  @Field(() => Count, { description: 'Users who met the condition at `asOf`, each counted once.' })
  size: number

  @Field(() => Count, {
    description: 'Users who were ever active before `asOf`, whether they are members or not.',
  })
  knownUsers: number

  @Field(() => String, { description: 'The subject (`sub`) of the token that took the snapshot.' })
  createdBy: string

  @Field(() => DateTime, {
    description: 'The instant at which the members were stored; `asOf` may lie before.',
  })
  createdAt: Date
}

export const SegmentSnapshotConnection = connectionOf(SegmentSnapshot, {
  article: 'A',
  one: 'snapshot',
  many: 'snapshots',
})

@ObjectType({
  description: 'One point of the history of a segment: its size at the end of a bucket.',
  implements: Bucket,
})
export class SegmentSize extends Bucket {
  @Field(() => Count, {
    description:
      'The number of users in the segment at the end of the bucket, or now if the bucket is not over.',
  })
  size: number
}

@InputType({ description: 'A condition to evaluate without saving it.' })
export class PreviewSegmentInput {
  @Field(() => SegmentInput, {
    description:
      'The condition that users are to meet, such as `{ metric: { metric: TOTAL_EVENTS, operator: GREATER_THAN, value: 10 } }`.',
  })
  condition: SegmentInput

  @Field(() => DateTime, {
    nullable: true,
    description: 'The moment for which to evaluate the condition, not in the future. Default: now.',
  })
  asOf?: Date | null
}

@ObjectType({ description: 'The users who match a condition.' })
export class SegmentPreview {
  @Field(() => Count, { description: 'The number of users who match.' })
  size: number

  @Field(() => Count, {
    description: 'Users who were ever active, whether they match or not: the base of `share`.',
  })
  knownUsers: number

  @Field(() => Float, {
    nullable: true,
    description: '`size` ÷ `knownUsers`, 0 to 1; null without known users.',
  })
  share: number | null

  @Field(() => [User], { description: 'Ten of the users, the newest first.' })
  members: User[]

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}

@ArgsType()
export class SegmentMomentArgs {
  @Field(() => DateTime, {
    nullable: true,
    description: 'The moment for which to evaluate the segment, not in the future. Default: now.',
  })
  asOf?: Date | null
}

@InputType({ description: 'A segment to take a snapshot of, and the moment.' })
export class SnapshotSegmentInput {
  @Field(() => ID, {
    description: 'The `id` of a saved segment, as `segments` lists it and creating it returned.',
  })
  id: string

  @Field(() => DateTime, {
    nullable: true,
    description: 'The moment for which to evaluate the segment, not in the future. Default: now.',
  })
  asOf?: Date | null
}

@ObjectType({ description: 'The new snapshot, or the errors that kept it from being taken.' })
export class SnapshotSegmentPayload {
  @Field(() => SegmentSnapshot, { nullable: true, description: 'Null when the input was refused.' })
  snapshot: SegmentSnapshot | null

  @Field(() => [UserError], { description: 'The errors in the input; empty if the snapshot was taken.' })
  userErrors: UserError[]
}
