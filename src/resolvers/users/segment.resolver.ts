import { type FilterQuery } from '@mikro-orm/postgresql'
import { Arg, Args, Ctx, Float, Resolver, Root } from 'type-graphql'
import { Segment } from '../../definitions/kinds/segment.ts'
import { previewSegment } from '../../definitions/preview-segment.ts'
import { countOf, segmentUsers } from '../../definitions/segment-users.ts'
import { sizeOverTime } from '../../definitions/size-over-time.ts'
import { snapshotSegment } from '../../definitions/snapshot-segment.ts'
import { SegmentSnapshot as StoredSnapshot } from '../../entities/segment-snapshot.ts'
import { type Listing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { pageOfUsers } from '../../lists/page-of-users.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { CalendarArgs } from '../../schema/calendar-args.ts'
import { CalendarUnit, DateRangeInput } from '../../schema/date-range-input.ts'
import { largest } from '../../schema/largest.ts'
import { PageArgs } from '../../schema/page-args.ts'
import { Count } from '../../schema/scalars.ts'
import {
  PreviewSegmentInput,
  SegmentMomentArgs,
  SegmentPreview,
  SegmentSize,
  SegmentSnapshot,
  SegmentSnapshotConnection,
  SnapshotSegmentInput,
  SnapshotSegmentPayload,
} from '../../schema/users/segment.ts'
import { UserConnection } from '../../schema/users/user.ts'
import { AdminField, AdminMutation, AdminQuery } from '../decorators/for-admins.ts'
import { type Accepted, WithUserErrors } from '../decorators/with-user-errors.ts'
import { sizeOverTimeCost } from '../question-cost/behavior/size-over-time-cost.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { plusFields } from '../question-cost/question.ts'
import { membersCost } from '../question-cost/users/members-cost.ts'
import { previewCost } from '../question-cost/users/preview-cost.ts'
import { savedSegmentCost, sizeCost } from '../question-cost/users/segment-cost.ts'
import { weights } from '../question-cost/weights.ts'

const snapshotListing: Listing<StoredSnapshot> = {
  name: 'snapshots',
  of: StoredSnapshot,
  time: 'createdAt',
  number: 'id',
}
const counted = (times: number) => ({ cost: () => times * sizeCost })

@Resolver(() => Segment)
export class SegmentResolver {
  @AdminQuery(() => SegmentPreview, {
    description:
      'The users for whom a condition holds, without saving it: their number, their share, and ten of them.',
    cost: plusFields(previewCost),
  })
  previewSegment(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => PreviewSegmentInput, {
      description: 'The condition, and the moment for which to find the users who meet it.',
    })
    input: PreviewSegmentInput,
  ): Promise<SegmentPreview> {
    return previewSegment(scope, input)
  }

  @AdminMutation(() => SnapshotSegmentPayload, {
    description: 'Stores the users of a segment at a moment.',
  })
  @WithUserErrors()
  async snapshotSegment(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => SnapshotSegmentInput, {
      description: 'The `id` of the segment, and the moment for which to find its members.',
    })
    input: SnapshotSegmentInput,
  ): Promise<Accepted<SnapshotSegmentPayload>> {
    return { snapshot: await snapshotSegment(scope, input) }
  }

  @AdminField(() => Count, {
    description: 'Users who meet the condition, each counted once, for example 42.',
    ...counted(1),
  })
  async size(
    @Ctx('scope') scope: RequestScope,
    @Root() { id }: Segment,
    @Args(() => SegmentMomentArgs) at: SegmentMomentArgs,
  ) {
    const users = await segmentUsers(scope, { segmentId: id }, at.asOf)
    return countOf(users, users.found)
  }

  @AdminField(() => Float, {
    nullable: true,
    description: 'The share of known users in the segment, 0 to 1; null when no user is known.',
    ...counted(2),
  })
  async share(
    @Ctx('scope') scope: RequestScope,
    @Root() { id }: Segment,
    @Args(() => SegmentMomentArgs) at: SegmentMomentArgs,
  ) {
    const users = await segmentUsers(scope, { segmentId: id }, at.asOf)
    const [size, known] = [await countOf(users, users.found), await countOf(users, users.known)]
    return known ? size / known : null
  }

  @AdminField(() => UserConnection, {
    description: 'The users in the segment, newest first.',
    cost: membersCost(savedSegmentCost),
  })
  async members(
    @Ctx('scope') scope: RequestScope,
    @Root() { id }: Segment,
    @Args(() => PageArgs) args: PageArgs,
    @Args(() => SegmentMomentArgs) at: SegmentMomentArgs,
  ) {
    const { query, found } = await segmentUsers(scope, { segmentId: id }, at.asOf)
    return pageOfUsers(scope, query, 'segment: members', found, args)
  }

  @AdminField(() => [SegmentSize], {
    description:
      'The number of users in the segment at the end of each bucket, by their events until then and their traits today.',
    cost: sizeOverTimeCost,
  })
  sizeOverTime(
    @Ctx('scope') scope: RequestScope,
    @Root() { id }: Segment,
    @Args(() => CalendarArgs) calendar: CalendarArgs,
    @Arg('interval', () => CalendarUnit, {
      defaultValue: CalendarUnit.DAY,
      description: 'The width of a bucket. At most 90 buckets.',
    })
    interval: CalendarUnit,
    @Arg('range', () => DateRangeInput, {
      nullable: true,
      description: 'The range of the buckets. Default: the last 30 days, with today.',
    })
    range?: DateRangeInput | null,
  ): Promise<SegmentSize[]> {
    return sizeOverTime(scope, id, { ...calendar, range, interval })
  }

  @AdminField(() => SegmentSnapshotConnection, {
    description: 'The snapshots of the segment, newest first.',
    cost: pageCost,
  })
  snapshots(
    @Ctx('scope') { em }: RequestScope,
    @Root() { id }: Segment,
    @Args(() => PageArgs) args: PageArgs,
  ) {
    return page(
      em,
      snapshotListing,
      { segmentId: id } as FilterQuery<StoredSnapshot>,
      args,
      largest.nestedPage,
    )
  }
}

@Resolver(() => SegmentSnapshot)
export class SegmentSnapshotResolver {
  @AdminField(() => UserConnection, {
    description: 'The users in the snapshot, newest first.',
    cost: membersCost(weights.userList),
  })
  async members(
    @Ctx('scope') scope: RequestScope,
    @Root() { id }: SegmentSnapshot,
    @Args(() => PageArgs) args: PageArgs,
  ) {
    const { query, found } = await segmentUsers(scope, { snapshotId: id }, undefined)
    return pageOfUsers(scope, query, 'segment: snapshot members', found, args)
  }
}
