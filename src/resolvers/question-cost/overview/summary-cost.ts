import { summaryFields } from '../../../schema/overview/summary.ts'
import { type ComparedArgs } from '../../../schema/question-args.ts'
import { metricsCost } from '../metrics-cost.ts'
import { type Question } from '../question.ts'
import { scopeOf } from '../reading.ts'
import { statsCost } from '../stats-cost.ts'

const today = 1

/** The cost of a summary, which covers `defaultDays` without a range. */
export const summaryCost =
  (defaultDays: number) =>
  (question: Question<ComparedArgs>): number =>
    statsCost({ fields: summaryFields, of: 'events', defaultDays })(question) +
    (question.selected.activeUsersToday
      ? metricsCost(['activeUsers'], { ...scopeOf(question.args), days: today }, 'events')
      : 0)
