import { type SharedDashboard } from '../../auth/viewer.ts'
import { forbidden } from '../../errors.ts'
import { expressionOf } from '../../formulas/expression-of.ts'
import { keyOf } from '../../questions/answer-type.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type MeasureInput } from '../../schema/questions/measure-input.ts'
import { type QuestionInput } from '../../schema/questions/question-input.ts'

/** The questions that answer with numbers of many users. A further kind is withheld from share links until it is added here. */
const ofNumbers: (keyof QuestionInput)[] = [
  'measure',
  'funnel',
  'funnelId',
  'cohorts',
  'cohortsId',
  'lifecycle',
  'stickiness',
  'paths',
  'timeSeries',
]

/** Refuses a question whose answer a share link does not show. @throws FORBIDDEN */
export async function checkShown(
  scope: RequestScope,
  question: QuestionInput,
  shared: SharedDashboard,
): Promise<void> {
  if (!isShown(keyOf(question), shared))
    throw forbidden('The share link does not show lists of users and of stored rows.')
  if (shared.filter && question.measure) await checkFiltered(scope, question.measure)
}

/** Of the other kinds, only the ranking of users takes the filter of the link. */
const isShown = (kind: keyof QuestionInput, { allowsLists, filter }: SharedDashboard): boolean =>
  ofNumbers.includes(kind) || (allowsLists && (!filter || kind === 'topUsers'))

/** The number of known users is no number of events, so no filter on events narrows it, in a formula neither. */
async function checkFiltered(scope: RequestScope, { metrics }: MeasureInput): Promise<void> {
  const expressions = await Promise.all(metrics.map(metric => expressionOf(scope, metric)))
  if (expressions.some(({ aggregates }) => aggregates.some(({ source }) => source === 'knownUsers')))
    throw forbidden('The share link has a filter, which does not narrow the number of known users.')
}
