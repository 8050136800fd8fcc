import { toMeta } from '../analytics/query/meta.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { pageOfUsers } from '../lists/page-of-users.ts'
import { type PreviewSegmentInput, type SegmentPreview } from '../schema/users/segment.ts'
import { countOf, segmentUsers } from './segment-users.ts'

const shown = { first: 10 }

/** Whom a condition finds, without saving it. @throws INVALID_SEGMENT and as `segmentUsers` does */
export async function previewSegment(
  scope: QueryScope,
  { condition, asOf }: PreviewSegmentInput,
): Promise<SegmentPreview> {
  const users = await segmentUsers(scope, condition, asOf)
  const [size, known, members] = await Promise.all([
    countOf(users, users.found),
    countOf(users, users.known),
    pageOfUsers(scope, users.query, 'previewSegment', users.found, shown),
  ])
  return {
    size,
    knownUsers: known,
    share: known ? size / known : null,
    members: members.nodes as SegmentPreview['members'],
    meta: toMeta(users.query, asOf ?? scope.asOf),
  }
}
