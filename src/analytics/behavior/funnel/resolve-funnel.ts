import { type FunnelInput, FunnelOrder } from '../../../schema/behavior/funnel-input.ts'
import { alternativesOf } from '../../query/event-match.ts'
import { type Query } from '../../query/query.ts'
import { type QueryScope } from '../../query/query-scope.ts'
import { resolveQuery } from '../../query/resolve-query.ts'
import { checkFunnel } from './check-funnel.ts'
import { type FunnelQuestion, funnelQuestion } from './funnel-question.ts'

/** A funnel that has been checked and resolved. The resolvers of single fields compute the fields from it. */
export interface ResolvedFunnel {
  scope: QueryScope
  query: Query
  question: FunnelQuestion
  /** The names of its steps. */
  names: string[]
}

/** @throws as `checkFunnel`, and INVALID_RANGE */
export async function resolveFunnel(scope: QueryScope, input: FunnelInput): Promise<ResolvedFunnel> {
  checkFunnel(input)
  const query = await resolveQuery(scope, input)
  return { scope, query, question: funnelQuestion(query, input), names: input.steps.map(nameOf(input)) }
}

const nameOf =
  ({ order }: FunnelInput) =>
  (step: FunnelInput['steps'][number], i: number): string =>
    step.name ?? (order === FunnelOrder.UNORDERED ? `${i + 1} of the steps` : eventsOf(step))

const eventsOf = (step: FunnelInput['steps'][number]) =>
  alternativesOf(step)
    .map(({ event }) => event ?? 'any activity')
    .join(' or ')
