import { type CalendarUnit } from '../../schema/date-range-input.ts'
import { bucketEdges } from './calendar.ts'
import { type Query } from './query.ts'
import { type Range } from './range.ts'

/**
 * The edges of the buckets that have begun: in later ones no user can have been active or have stayed away. A single
 * edge when none has begun.
 * @throws TOO_MANY_BUCKETS above 5,000
 */
export const begunEdges = ({ asOf, calendar }: Query, { from, to }: Range, interval: CalendarUnit): Date[] =>
  bucketEdges(from, to, interval, calendar).filter((_, i, edges) => i === 0 || edges[i - 1]! <= asOf)
