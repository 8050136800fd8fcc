import { aiFields } from '../../../schema/performance/ai.ts'
import { apiFields } from '../../../schema/performance/api.ts'
import { type StatsArgs } from '../../../schema/question-args.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'
import { statsCost } from '../stats-cost.ts'
import { sumOf } from '../sum-of.ts'

/** The cost of the selected parts; a part with two aliases counts twice. */
export function performanceCost({ args, parts }: Question<StatsArgs>): number {
  const groups = reading('kind', scopeOf(args))
  return (
    sumOf(parts('api'), statsCost({ fields: apiFields, of: 'kind' })) +
    sumOf(parts('ai'), statsCost({ fields: aiFields, of: 'kind' })) +
    groups * (parts('endpoints').length + parts('models').length)
  )
}
