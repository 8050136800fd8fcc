import { precomputedColumnOf } from '../../../analytics/users/audience.ts'
import { type StatsArgs } from '../../../schema/question-args.ts'
import { type AudienceArgs } from '../../../schema/users/audience.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'
import { weights } from '../weights.ts'

/**
 * The cost of the active users in total, by group, and in the groups that are not shown, each with its new users. Whole days
 * are precomputed for everybody by channel, bot and client.
 */
export function audienceCost({ args, selected }: Question<AudienceArgs | StatsArgs>): number {
  const { total, groups, groupCount, otherUsers, meta } = selected
  const scope = scopeOf(args)
  const hasColumn = !('by' in args) || precomputedColumnOf(args.by) != null
  const statement = (isPrecomputed: boolean) =>
    reading(isPrecomputed && !scope.isNarrowed ? 'totals' : 'counted', scope) + weights.knownUsers
  const isTotal = Boolean(total || groups?.share || meta?.sampleSize)
  const isGrouped = Boolean(groups || groupCount || otherUsers || meta?.caveats)
  const groupStatements = Number(isGrouped) + 2 * Number(Boolean(otherUsers))
  return Number(isTotal) * statement(true) + groupStatements * statement(hasColumn)
}
