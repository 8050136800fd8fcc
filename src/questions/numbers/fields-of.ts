import { type AnswerType } from '../../schema/questions/answer.ts'
import { type MetricRefInput } from '../../schema/questions/measure-input.ts'
import { type QuestionInput } from '../../schema/questions/question-input.ts'
import { answerTypeOf } from '../answer-type.ts'

const durations = ['medianSeconds', 'averageSeconds', 'p90Seconds']
const step = ['users', 'dropOff', 'rateFromPrevious', 'rateFromFirst', ...durations]
const counted = ['totalCount']

/**
 * The paths to the numbers of the answers that have the same ones for every question. `N` stands for a position from 1, or for
 * `last`; `COLUMN` for the name of a column.
 */
export const fixedFields = {
  Funnel: [
    'totalUsers',
    'completionRate',
    'openAttempts',
    ...durations,
    ...step.map(name => `steps.N.${name}`),
  ],
  Cohorts: ['size', 'average.N.users', 'average.N.rate'],
  Lifecycle: ['activeUsers', 'newUsers', 'returning', 'resurrecting', 'dormant'].map(
    name => `buckets.N.${name}`,
  ),
  Stickiness: ['activeUsers', 'averageIntervals', 'rows.N.users', 'rows.N.share', 'rows.N.usersAtLeast'],
  Paths: ['occurrences', 'users', 'pathCount', 'otherOccurrences', 'paths.N.occurrences', 'paths.N.share'],
  TopUsers: ['events', 'messages', 'conversations', 'tokens', 'costUsd', 'share'].map(
    name => `users.N.${name}`,
  ),
  EventConnection: counted,
  ConversationConnection: counted,
  MessageConnection: counted,
  AiCallConnection: counted,
  ApiCallConnection: counted,
  UserConnection: counted,
  CustomQueryResult: ['rowsReturned', 'rows.N.COLUMN'],
} satisfies Record<Exclude<AnswerType, 'MeasureAnswer' | 'TimeSeries'>, string[]>

/** The paths that lead to one number of the answer to a question, such as `metrics.errorRate` and `steps.N.users`. */
export function fieldsOf(question: QuestionInput): string[] {
  if (question.measure) return question.measure.metrics.map(metric => `metrics.${nameOf(metric)}`)
  if (question.timeSeries) return ['series.NAME']
  return fixedFields[answerTypeOf(question) as keyof typeof fixedFields]
}

const nameOf = ({ name, key, formula }: MetricRefInput): string => name ?? key ?? formula ?? ''
