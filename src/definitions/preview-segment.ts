import { toMeta } from '../analytics/query/ask.ts'
import { type Asker } from '../analytics/query/asker.ts'
import { pageOfUsers } from '../lists/page-of-users.ts'
import { type PreviewSegmentInput, type SegmentPreview } from '../schema/users/segment.ts'
import { countOf, segmentUsers } from './segment-users.ts'

const shown = { first: 10 }

/** Whom a condition finds, without saving it. @throws INVALID_SEGMENT and as `segmentUsers` does */
export async function previewSegment(
  asker: Asker,
  { condition, asOf }: PreviewSegmentInput,
): Promise<SegmentPreview> {
  const users = await segmentUsers(asker, condition, asOf)
  const [size, known, members] = await Promise.all([
    countOf(users, users.found),
    countOf(users, users.known),
    pageOfUsers(asker, users.asked, 'previewSegment', users.found, shown),
  ])
  return {
    size,
    knownUsers: known,
    share: known ? size / known : null,
    members: members.nodes as SegmentPreview['members'],
    meta: toMeta(users.asked, asOf ?? asker.asOf),
  }
}
