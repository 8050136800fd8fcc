import { type FunnelInput, FunnelOrder, FunnelTies } from '../../../schema/behavior/funnel-input.ts'
import { type Warning } from '../../../schema/warning.ts'
import { alternativesOf } from '../../query/event-match.ts'
import { warning } from '../../query/meta.ts'
import { type Query } from '../../query/query.ts'
import { type QueryScope } from '../../query/query-scope.ts'
import { resolveQuery } from '../../query/resolve-query.ts'
import { checkFunnel } from './check-funnel.ts'
import { type FunnelQuestion, funnelQuestion } from './funnel-question.ts'
import { mostThatShare, tooManyShare } from './steps-that-share.ts'

/** A funnel that has been checked and resolved. The resolvers of single fields compute the fields from it. */
export interface ResolvedFunnel {
  scope: QueryScope
  query: Query
  question: FunnelQuestion
  /** The names of its steps. */
  names: string[]
  /** What the answer does not do as asked. */
  caveats: Warning[]
}

/** @throws as `checkFunnel`, and INVALID_RANGE */
export async function resolveFunnel(scope: QueryScope, input: FunnelInput): Promise<ResolvedFunnel> {
  checkFunnel(input)
  const query = await resolveQuery(scope, input)
  const { question, caveats } = withTies(input, funnelQuestion(query, input))
  return { scope, query, question, names: input.steps.map(nameOf(input)), caveats }
}

/** A preset applies its ties as far as they can be computed; ties that are given are computed or refused. */
function withTies(
  input: FunnelInput,
  question: FunnelQuestion,
): Pick<ResolvedFunnel, 'question' | 'caveats'> {
  const isPreset = input.ties == null && question.ties === FunnelTies.ANY_ORDER
  if (!isPreset || question.order === FunnelOrder.UNORDERED || !tooManyShare(question))
    return { question, caveats: [] }
  return {
    question: { ...question, ties: FunnelTies.STEP_ORDER },
    caveats: [
      warning(
        'TIES_IN_STEP_ORDER',
        `More than ${mostThatShare} different steps may match the same event: events at one instant are taken with ties: ` +
          `STEP_ORDER, not as in ${input.compatibility}.`,
        'ties',
      ),
    ],
  }
}

const nameOf =
  ({ order }: FunnelInput) =>
  (step: FunnelInput['steps'][number], i: number): string =>
    step.name ?? (order === FunnelOrder.UNORDERED ? `${i + 1} of the steps` : eventsOf(step))

const eventsOf = (step: FunnelInput['steps'][number]) =>
  alternativesOf(step)
    .map(({ event }) => event ?? 'any activity')
    .join(' or ')
