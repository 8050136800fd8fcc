import { type AnswerType } from '../schema/questions/answer.ts'
import { type ListInput } from '../schema/questions/list-input.ts'
import { type QuestionInput } from '../schema/questions/question-input.ts'

const types = {
  measure: 'MeasureAnswer',
  funnel: 'Funnel',
  funnelId: 'Funnel',
  cohorts: 'Cohorts',
  cohortsId: 'Cohorts',
  lifecycle: 'Lifecycle',
  stickiness: 'Stickiness',
  paths: 'Paths',
  timeSeries: 'TimeSeries',
  topUsers: 'TopUsers',
  query: 'CustomQueryResult',
} satisfies Partial<Record<keyof QuestionInput, AnswerType>>

const listTypes = {
  events: 'EventConnection',
  conversations: 'ConversationConnection',
  messages: 'MessageConnection',
  aiCalls: 'AiCallConnection',
  apiCalls: 'ApiCallConnection',
  users: 'UserConnection',
} satisfies Record<keyof ListInput, AnswerType>

/** The type of the answer to a question, known before it is asked. */
export function answerTypeOf(question: QuestionInput): AnswerType {
  if (question.list) return listTypes[keyOf(question.list)]
  return types[keyOf(question) as keyof typeof types]
}

/** The one field that is given. */
export const keyOf = <Input extends object>(input: Input): keyof Input =>
  Object.entries(input).find(([, value]) => value != null)![0] as keyof Input
