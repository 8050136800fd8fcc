import { Segments } from './list.tsx'
import { SegmentPage } from './segment.tsx'

/** The list of segments, or one of them. */
export default function SegmentsPage({ id }: { id?: string }) {
  return id === undefined ? <Segments /> : <SegmentPage id={id} />
}
