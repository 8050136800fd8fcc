import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../connection.ts'
import { Definition } from '../definition.ts'
import { Meta } from '../meta.ts'
import { Count, DateTime, JsonObject } from '../scalars.ts'
import { UserError } from '../user-error.ts'
import { SegmentInput } from './segment-input.ts'
import { User } from './user.ts'

@ObjectType({
  description: 'A saved condition on users. Its users are those for whom it holds when it is looked at.',
})
export class Segment extends Definition {
  @Field(() => JsonObject, { description: 'The condition, as it was given.' })
  condition: object
}

export const SegmentConnection = connectionOf(Segment, { article: 'A', one: 'segment', many: 'segments' })

@ObjectType({ description: 'Who was in a segment at one moment. It does not change any more.' })
export class SegmentSnapshot {
  @Field(() => ID, { description: 'What `snapshotId` of a condition names.' })
  id: string

  @Field(() => ID, { description: 'The segment.' })
  segmentId: string

  @Field(() => DateTime, { description: 'The moment.' })
  asOf: Date

  @Field(() => Count, { description: 'How many users were in it.' })
  size: number

  @Field(() => Count, { description: 'How many users were known.' })
  knownUsers: number

  @Field(() => String, { description: 'Who took it, as their token said.' })
  createdBy: string

  @Field(() => DateTime, { description: 'When it was taken.' })
  createdAt: Date
}

export const SegmentSnapshotConnection = connectionOf(SegmentSnapshot, {
  article: 'A',
  one: 'snapshot',
  many: 'snapshots',
})

@ObjectType({ description: 'How many users a segment had at the end of a bucket.' })
export class SegmentSize {
  @Field(() => DateTime, { description: 'The start of the bucket.' })
  start: Date

  @Field(() => DateTime, { description: 'Its end.' })
  end: Date

  @Field(() => Count, { description: 'Users for whom it held at the end, or by now.' })
  size: number

  @Field(() => Boolean, { description: 'Whether the bucket has ended.' })
  isComplete: boolean
}

@InputType({ description: 'A condition to try.' })
export class PreviewSegmentInput {
  @Field(() => SegmentInput, { description: 'The condition.' })
  condition: SegmentInput

  @Field(() => DateTime, { nullable: true, description: 'When it should hold, not after now. Default: now.' })
  asOf?: Date | null
}

@ObjectType({ description: 'Whom a condition finds.' })
export class SegmentPreview {
  @Field(() => Count, { description: 'How many users it holds for.' })
  size: number

  @Field(() => Count, { description: 'How many users are known.' })
  knownUsers: number

  @Field(() => Float, {
    nullable: true,
    description: 'Their share of the known users, 0 to 1; null without any.',
  })
  share: number | null

  @Field(() => [User], { description: 'Ten of them, the latest one heard of first.' })
  members: User[]

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}

@ArgsType()
export class SegmentMomentArgs {
  @Field(() => DateTime, { nullable: true, description: 'When it should hold, not after now. Default: now.' })
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
