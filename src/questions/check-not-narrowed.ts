import { badInput } from '../errors.ts'
import { type Beside } from './times.ts'

/** To leave a filter out would show what it hides. @throws INVALID_QUESTION */
export function checkNotNarrowed({ filter, segment, segmentId }: Beside, subject: string): void {
  if (filter || segment || segmentId != null)
    throw badInput(
      'INVALID_QUESTION',
      filter ? 'filter' : 'segment',
      `${subject} cannot be narrowed by a filter or a segment beside it. Put the conditions into it.`,
    )
}
