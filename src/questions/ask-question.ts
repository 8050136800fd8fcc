import { type GraphQLResolveInfo } from 'graphql'
import { cohorts } from '../analytics/behavior/cohorts.ts'
import { funnel } from '../analytics/behavior/funnel.ts'
import { lifecycle } from '../analytics/behavior/lifecycle.ts'
import { paths } from '../analytics/behavior/paths.ts'
import { stickiness } from '../analytics/behavior/stickiness.ts'
import { measures } from '../analytics/measures/measures.ts'
import { timeSeries } from '../analytics/overview/time-series.ts'
import { asked } from '../analytics/query/asked.ts'
import { type Selection } from '../analytics/query/measure/selection.ts'
import { topUsers } from '../analytics/users/top-users.ts'
import { namingPlace } from '../checks/naming-place.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { WeekStart } from '../schema/date-range-input.ts'
import { type Answer } from '../schema/questions/answer.ts'
import { type QuestionInput } from '../schema/questions/question-input.ts'
import { answerTypeOf, keyOf } from './answer-type.ts'
import { listed } from './listed.ts'
import { queried } from './queried.ts'
import { savedCohorts, savedFunnel } from './saved-question.ts'
import { type Beside } from './times.ts'

/** A question while it is asked. */
interface Asking {
  scope: RequestScope
  info: Pick<GraphQLResolveInfo, 'schema'>
  beside: Beside
  /** The fields that are selected on the answer. Only selected ones are computed. */
  selected: Selection
}

/**
 * The answer to a question of any kind. Lists, rankings and custom queries are not compared; all other kinds are where
 * `beside` says so.
 * @throws NOT_FOUND for the id of a saved question, INVALID_QUESTION for a list that is to be narrowed, and as the field
 * of the kind does
 */
export async function askQuestion(
  scope: RequestScope,
  info: Pick<GraphQLResolveInfo, 'schema'>,
  question: QuestionInput,
  beside: Beside,
  selected: Selection,
): Promise<Answer> {
  const kind = keyOf(question)
  const ask = kinds[kind] as (asking: Asking, input: unknown) => Promise<object>
  const answer = await ask({ scope, info, beside, selected }, question[kind])
  return Object.assign(answer, { __typename: answerTypeOf(question) })
}

/** The input with the default of the calendar that is beside it. */
const withMonday = <Input>(input: Input) => ({ ...input, weekStart: WeekStart.MONDAY })

type Kinds = {
  [Kind in keyof QuestionInput]-?: (
    asking: Asking,
    input: NonNullable<QuestionInput[Kind]>,
  ) => Promise<object>
}

const kinds: Kinds = {
  measure: ({ scope, beside, selected }, input) =>
    namingPlace(() => measures(scope, asked(withMonday(input), beside), selected)),
  funnel: ({ scope, beside, selected }, input) => funnel(scope, asked(input, beside), selected),
  funnelId: async (asking, id) => kinds.funnel(asking, await savedFunnel(asking.scope, asking.info, id)),
  cohorts: ({ scope, beside, selected }, input) => cohorts(scope, asked(input, beside), selected),
  cohortsId: async (asking, id) => kinds.cohorts(asking, await savedCohorts(asking.scope, asking.info, id)),
  lifecycle: ({ scope, beside, selected }, input) => lifecycle(scope, asked(input, beside), selected),
  stickiness: ({ scope, beside, selected }, input) => stickiness(scope, asked(input, beside), selected),
  paths: ({ scope, beside, selected }, input) => paths(scope, asked(input, beside), selected),
  timeSeries: ({ scope, beside, selected }, input) => timeSeries(scope, asked(input, beside), selected),
  topUsers: ({ scope, beside, selected }, input) =>
    topUsers(scope, asked(withMonday(input), beside), selected),
  list: ({ scope, beside }, input) => listed(scope, input, beside),
  query: ({ scope, beside }, input) => queried(scope, input, beside),
}
