import { fieldsIn, metricsOf, metricsOfMeta } from '../../../analytics/query/measure/stats.ts'
import { metricsFrom } from '../../../metrics-catalogue/catalogue.ts'
import { type QuestionArgs } from '../../../schema/question-args.ts'
import { userAnalyticsFields } from '../../../schema/users/user-analytics.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf, weighing } from '../reading.ts'
import { allDays } from '../requested-days.ts'
import { weights } from '../weights.ts'

const metricGroup = { name: 'userAnalytics', fields: userAnalyticsFields }

/** The statement for sessions reads the events of the users twice: those with a session id, and the others. */
const sessionReads = 2

/**
 * The cost of the numbers of all users of a page: a statement for each source of numbers, and one or two for each part about
 * all history. The users of a page are among the events of every granule, so a statement reads all events of the range, whatever
 * the number of users; of all history it reads two columns. Their cohorts have other users too.
 */
export function userAnalyticsCost({ args, selected }: Question<QuestionArgs>): number {
  const scope = scopeOf(args)
  const ofAllHistory = reading('named', { ...scope, days: allDays })
  const { cohortSize, cohortRetention30d } = selected.engagement ?? {}
  const metrics = metricsOf(metricGroup, fieldsIn(metricGroup, selected))
  const measured = [...metrics, ...metricsOfMeta(metrics, selected.meta)]
  return (
    (metricsFrom('events', measured).length ? reading('counted', scope) : 0) +
    (metricsFrom('sessions', measured).length ? weighing(sessionReads * weights.reads.counted, scope) : 0) +
    (selected.topics ? weights.statement + scope.segment : 0) +
    (selected.lastActiveAt ? ofAllHistory : 0) +
    (selected.engagement ? weights.statement + weights.knownUsers + ofAllHistory : 0) +
    (cohortSize || cohortRetention30d ? reading('counted', { ...scope, days: allDays }) : 0)
  )
}
