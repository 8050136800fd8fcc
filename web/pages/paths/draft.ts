import { type EventMatch, eventInput, readEvent, writeEvent } from '../../address/event-text.ts'

export const directions = ['AFTER', 'BEFORE', 'BOTH'] as const
export const depths = [1, 2, 3, 4, 5] as const
export const gaps = [300, 900, 1_800, 3_600, 21_600, 86_400] as const
export const counts = [5, 8, 12, 20] as const

/** A question about paths as it is built. Everything of it is in the address. */
export interface PathsDraft {
  /** The event that the paths begin or end with; without a name there is no question yet. */
  anchor: EventMatch
  direction: (typeof directions)[number]
  depth: number
  /** The longest time between two events of a path. */
  gapSeconds: number
  /** How many links are shown at each distance. */
  first: number
  keepsRepeats: boolean
}

type Own = Record<string, string>

const usual = { direction: 'AFTER', depth: 3, gapSeconds: 1_800, first: 8 } as const

/** `{ event: 'signup', direction: 'both', depth: '4', gap: '3600', links: '12', repeats: 'kept' }`; what is usual is left out. */
export const ownOf = ({ anchor, direction, depth, gapSeconds, first, keepsRepeats }: PathsDraft): Own => ({
  event: writeEvent(anchor),
  ...(direction !== usual.direction && { direction: direction.toLowerCase() }),
  ...(depth !== usual.depth && { depth: String(depth) }),
  ...(gapSeconds !== usual.gapSeconds && { gap: String(gapSeconds) }),
  ...(first !== usual.first && { links: String(first) }),
  ...(keepsRepeats && { repeats: 'kept' }),
})

/** The question of an address. What cannot be read is as usual. */
export const readDraft = (own: Own): PathsDraft => ({
  anchor: readEvent(own.event ?? '') ?? { event: '', filters: [] },
  direction: directions.find(each => each.toLowerCase() === own.direction) ?? usual.direction,
  depth: depths.find(each => String(each) === own.depth) ?? usual.depth,
  gapSeconds: gaps.find(each => String(each) === own.gap) ?? usual.gapSeconds,
  first: counts.find(each => String(each) === own.links) ?? usual.first,
  keepsRepeats: own.repeats === 'kept',
})

/** The `PathsInput` of the API in one direction. */
export const inputOf = (
  { anchor, depth, gapSeconds, first, keepsRepeats }: PathsDraft,
  direction: 'AFTER' | 'BEFORE',
) => ({
  anchor: eventInput(anchor),
  direction,
  depth,
  maxGapSeconds: gapSeconds,
  first,
  collapseRepeats: !keepsRepeats,
})
