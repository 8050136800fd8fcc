import { UserMetric } from '../../../schema/users/user-metric.ts'
import { type QueryScope } from '../query-scope.ts'
import { type Moment } from './moment.ts'
import { type PlainSegment } from './plain-segment.ts'

/** The moment at which a question evaluates a segment: now, or `asOf`. Only for a segment that counts sessions are the precomputed days read. */
export async function momentOf(
  { project, asOf: now, precomputedDays }: Pick<QueryScope, 'project' | 'asOf' | 'precomputedDays'>,
  segment: PlainSegment,
  asOf?: Date | null,
): Promise<Moment> {
  const precomputed = countsSessions(segment) ? await precomputedDays() : undefined
  return { project, asOf: asOf ?? now, isNow: !asOf, precomputed }
}

const countsSessions = ({ and, or, not, metric }: PlainSegment): boolean =>
  metric?.metric === UserMetric.TOTAL_SESSIONS ||
  [and, or, not].flat().some(node => node && countsSessions(node))
