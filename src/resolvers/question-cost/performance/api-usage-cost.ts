import { apiFields } from '../../../schema/performance/api.ts'
import { type StatsArgs } from '../../../schema/question-args.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'
import { statsCost } from '../stats-cost.ts'

/** The cost of the numbers of requests, and of those of each endpoint and each user where they are selected. */
export const apiUsageCost = (question: Question<StatsArgs>): number =>
  statsCost({ fields: apiFields, of: 'kind' })(question) +
  ((question.selected.endpoints ? 1 : 0) + question.parts('users').length) *
    reading('kind', scopeOf(question.args))
