import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../connection.ts'
import { Definition } from '../definition.ts'
import { Meta } from '../meta.ts'
import { Count, DateTime, JsonObject } from '../scalars.ts'
import { UserError } from '../user-error.ts'
import { SegmentInput } from './segment-input.ts'
import { User } from './user.ts'

@ObjectType({
  description:
    'A saved condition on users. Its members are the users who match the condition at the time of the question.',
})
export class Segment extends Definition {
  @Field(() => JsonObject, { description: 'The condition as it was saved.' })
  condition: object
}

export const SegmentConnection = connectionOf(Segment, { article: 'A', one: 'segment', many: 'segments' })

@ObjectType({ description: 'The members of a segment at one moment. A snapshot never changes.' })
export class SegmentSnapshot {
  @Field(() => ID, { description: 'The id of the snapshot, as `snapshotId` of a condition takes it.' })
  id: string

  @Field(() => ID, { description: 'The `id` of the segment.' })
  segmentId: string

  @Field(() => DateTime, { description: 'The moment for which the segment was evaluated.' })
  asOf: Date

  @Field(() => Count, { description: 'The number of users in the segment.' })
  size: number

  @Field(() => Count, { description: 'The number of known users at that moment.' })
  knownUsers: number

  @Field(() => String, { description: 'The subject (`sub`) of the token that took the snapshot.' })
  createdBy: string

  @Field(() => DateTime, { description: 'The time at which the snapshot was taken.' })
  createdAt: Date
}

export const SegmentSnapshotConnection = connectionOf(SegmentSnapshot, {
  article: 'A',
  one: 'snapshot',
  many: 'snapshots',
})

@ObjectType({ description: 'The size of a segment at the end of a bucket.' })
export class SegmentSize {
  @Field(() => DateTime, { description: 'The start of the bucket (inclusive).' })
  start: Date

  @Field(() => DateTime, { description: 'The end of the bucket (exclusive).' })
  end: Date

  @Field(() => Count, {
    description:
      'The number of users in the segment at the end of the bucket, or now if the bucket is not over.',
  })
  size: number

  @Field(() => Boolean, {
    description: 'Whether the bucket is over: only late events can still change its size.',
  })
  isComplete: boolean
}

@InputType({ description: 'A condition to evaluate without saving it.' })
export class PreviewSegmentInput {
  @Field(() => SegmentInput, { description: 'The condition to evaluate.' })
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

  @Field(() => Count, { description: 'The number of known users.' })
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

@InputType({ description: 'A segment to save.' })
export class CreateSegmentInput {
  @Field(() => String, { description: 'Its name, 1 to 100 characters, which no other segment has.' })
  name: string

  @Field(() => String, { nullable: true, description: 'What it is for, up to 1,000 characters.' })
  description?: string | null

  @Field(() => SegmentInput, { description: 'The condition.' })
  condition: SegmentInput
}

@InputType({ description: 'What to change of a segment; what is not given stays.' })
export class UpdateSegmentInput {
  @Field(() => ID, { description: 'The `id` of the segment.' })
  id: string

  @Field(() => Int, { description: 'The version that you have seen.' })
  expectedVersion: number

  @Field(() => String, { nullable: true, description: 'Another name.' })
  name?: string | null

  @Field(() => String, { nullable: true, description: 'Another description; null removes it.' })
  description?: string | null

  @Field(() => SegmentInput, { nullable: true, description: 'Another condition.' })
  condition?: SegmentInput | null
}

@InputType({ description: 'A segment to delete. One that is in use is not deleted.' })
export class DeleteSegmentInput {
  @Field(() => ID, { description: 'The `id` of the segment.' })
  id: string
}

@InputType({ description: 'A segment whose users to keep.' })
export class SnapshotSegmentInput {
  @Field(() => ID, { description: 'The `id` of the segment.' })
  id: string

  @Field(() => DateTime, { nullable: true, description: 'When it should hold, not after now. Default: now.' })
  asOf?: Date | null
}

@ObjectType({ description: 'The segment that was saved.' })
export class SegmentPayload {
  @Field(() => Segment, { nullable: true, description: 'Null when the input was refused.' })
  segment: Segment | null

  @Field(() => [UserError], { description: 'What to change in the input; empty when it was saved.' })
  userErrors: UserError[]
}

@ObjectType({ description: 'The snapshot that was taken.' })
export class SnapshotSegmentPayload {
  @Field(() => SegmentSnapshot, { nullable: true, description: 'Null when the input was refused.' })
  snapshot: SegmentSnapshot | null

  @Field(() => [UserError], { description: 'What to change in the input; empty when it was taken.' })
  userErrors: UserError[]
}
