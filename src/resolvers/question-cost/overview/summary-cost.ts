import { summaryFields } from '../../../schema/overview/summary.ts'
import { type ComparedArgs } from '../../../schema/question-args.ts'
import { metricsCost } from '../metrics-cost.ts'
import { type Question } from '../question.ts'
import { scopeOf } from '../reading.ts'
import { statsCost } from '../stats-cost.ts'

const today = 1

/** The platform in a few numbers. `otherwise` are the days where no range is given. */
export const summaryCost =
  (otherwise: number) =>
  (question: Question<ComparedArgs>): number =>
    statsCost({ fields: summaryFields, of: 'facts', otherwise })(question) +
    (question.selected.activeUsersToday
      ? metricsCost(['activeUsers'], { ...scopeOf(question.args), days: today }, 'facts')
      : 0)
