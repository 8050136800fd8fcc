import { toMeta } from '../analytics/query/meta.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { pageOfUsers } from '../lists/page-of-users.ts'
import { type PreviewSegmentInput, type SegmentPreview } from '../schema/users/segment.ts'
import { countOf, segmentUsers } from './segment-users.ts'

const firstTen = { first: 10 }

/** Evaluates a condition that is not saved. @throws as `segmentUsers` does */
export async function previewSegment(
  scope: QueryScope,
  { condition, asOf }: PreviewSegmentInput,
): Promise<SegmentPreview> {
  const users = await segmentUsers(scope, condition, asOf)
  const [size, knownUsers, members] = await Promise.all([
    countOf(users, users.found),
    countOf(users, users.known),
    pageOfUsers(scope, users.query, 'previewSegment', users.found, firstTen),
  ])
  return {
    size,
    knownUsers,
    share: knownUsers ? size / knownUsers : null,
    members: members.nodes as SegmentPreview['members'],
    meta: toMeta(users.query, { to: asOf ?? scope.asOf }),
  }
}
