import { createUnionType } from 'type-graphql'
import { Cohorts } from '../behavior/cohorts.ts'
import { Funnel } from '../behavior/funnel.ts'
import { Lifecycle } from '../behavior/lifecycle.ts'
import { Paths } from '../behavior/paths.ts'
import { Stickiness } from '../behavior/stickiness.ts'
import { ConversationConnection } from '../conversations/conversation.ts'
import { MessageConnection } from '../conversations/message.ts'
import { CustomQueryResult } from '../custom-queries/custom-query-result.ts'
import { EventConnection } from '../overview/event.ts'
import { TimeSeries } from '../overview/time-series.ts'
import { AiCallConnection } from '../performance/ai-call.ts'
import { ApiCallConnection } from '../performance/api-call.ts'
import { TopUsers } from '../users/top-users.ts'
import { UserConnection } from '../users/user.ts'
import { MeasureAnswer } from './measure-answer.ts'

/** The answers by the names of their types in the schema. */
export const answerTypes = {
  MeasureAnswer,
  Funnel,
  Cohorts,
  Lifecycle,
  Stickiness,
  Paths,
  TimeSeries,
  TopUsers,
  EventConnection,
  ConversationConnection,
  MessageConnection,
  AiCallConnection,
  ApiCallConnection,
  UserConnection,
  CustomQueryResult,
} as const

export type AnswerType = keyof typeof answerTypes

/** The answer to a question, which says of which type it is. */
export type Answer = { __typename: AnswerType } & object

export const AnswerUnion = createUnionType({
  name: 'Answer',
  description:
    'The answer to a question of any kind: a type for each kind, the same that its own field answers with. Select it ' +
    'with fragments, such as `... on Funnel { completionRate }`.',
  types: () => Object.values(answerTypes),
  resolveType: answer => (answer as unknown as Answer).__typename,
})
