import { checkAnswerable } from '../analytics/behavior/cohorts.ts'
import { checkFunnel } from '../analytics/behavior/funnel/check-funnel.ts'
import { checkCells } from '../analytics/measures/check-measure.ts'
import { namedIn } from '../analytics/measures/resolve-measure.ts'
import { definition } from '../analytics/query/definition.ts'
import { filterCondition } from '../analytics/query/filter.ts'
import { checkSegment } from '../analytics/query/resolve-query.ts'
import { bucketsNeeded } from '../anomalies/rules.ts'
import { at, collectedInTurn } from '../checks/collect.ts'
import { badInput } from '../errors.ts'
import { referencesOf } from '../questions/references-of.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type AlertRule } from '../schema/alerts/alert-input.ts'
import { WeekStart } from '../schema/date-range-input.ts'
import { largest } from '../schema/largest.ts'
import { type MeasureInput } from '../schema/questions/measure-input.ts'
import { type QuestionInput } from '../schema/questions/question-input.ts'
import { seasonalUnitOf } from './observing/anomaly-window.ts'
import { watchedQuestion } from './observing/watched-question.ts'

/**
 * Refuses a question whose checks would fail: the things that it names exist, its formulas can be read, and its groups are not
 * too many to watch. Nothing is asked of ClickHouse, so that alerts are saved during its outage too.
 * @throws INVALID_FIRST, TOO_MANY_CELLS, INVALID_FORMULA, INVALID_METRICS, INVALID_BREAKDOWN, INVALID_FILTER, INVALID_SEGMENT,
 * NOT_FOUND, and as a saved funnel and saved cohorts are refused
 */
export async function checkQuestion(scope: RequestScope, rule: AlertRule): Promise<void> {
  const { measure, funnel, cohorts } = rule.question
  await checkReferences(scope, rule.question)
  if (measure) await checkMeasured(scope, measure, rule)
  if (funnel) await at(['funnel'], () => checkFunnel(funnel))
  if (cohorts) await at(['cohorts'], () => checkAnswerable(scope, cohorts))
}

async function checkReferences(scope: RequestScope, question: QuestionInput): Promise<void> {
  const { segments, funnels, cohorts, queries } = referencesOf(question)
  for (const [kind, ids] of Object.entries({ segment: segments, funnel: funnels, cohorts, query: queries }))
    for (const id of ids) await definition(scope.em, kind as 'segment', id, `${kind}Id`)
}

async function checkMeasured(scope: RequestScope, measure: MeasureInput, rule: AlertRule): Promise<void> {
  if (measure.by?.length && measure.first > largest.alertGroups)
    throw badInput('INVALID_FIRST', 'first', `An alert watches at most ${largest.alertGroups} groups.`)
  const checks: (() => unknown)[] = [
    () => checkSegment(scope, { ...measure, weekStart: WeekStart.MONDAY }),
    () => at(['measure'], () => namedIn(scope, measure)),
    () => at(['measure'], () => filterCondition(scope.project, measure.filter)),
    () => checkSeason(rule),
  ]
  await collectedInTurn(checks, check => check())
}

/** The bucket that is judged, the end, and an hour that the clock repeats. */
const furtherBuckets = 3

/** An anomaly is judged by the buckets of nine weeks, which one answer has for all groups. */
function checkSeason(rule: AlertRule): void {
  const unit = rule.condition.anomaly && seasonalUnitOf(rule.window)
  if (unit) checkCells(watchedQuestion(rule).measure!, bucketsNeeded(unit) + furtherBuckets)
}
