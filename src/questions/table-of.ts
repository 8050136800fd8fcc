import { type AnswerType } from '../schema/questions/answer.ts'
import {
  cohortsTable,
  funnelTable,
  lifecycleTable,
  pathsTable,
  stickinessTable,
} from './tables/behavior-tables.ts'
import {
  aiCallsTable,
  apiCallsTable,
  conversationsTable,
  eventsTable,
  messagesTable,
  usersTable,
} from './tables/list-tables.ts'
import { measureTable } from './tables/measure-table.ts'
import { timeSeriesTable, topUsersTable } from './tables/overview-tables.ts'
import { queryTable } from './tables/query-table.ts'
import { type AnswerTable, type TableOf } from './tables/table.ts'

/** An answer as JSON, with the fields that its table needs: `wholeAnswer` gives it. */
export type WholeAnswer = { __typename: AnswerType } & object

const tables = {
  MeasureAnswer: measureTable,
  Funnel: funnelTable,
  Cohorts: cohortsTable,
  Lifecycle: lifecycleTable,
  Stickiness: stickinessTable,
  Paths: pathsTable,
  TimeSeries: timeSeriesTable,
  TopUsers: topUsersTable,
  EventConnection: eventsTable,
  ConversationConnection: conversationsTable,
  MessageConnection: messagesTable,
  AiCallConnection: aiCallsTable,
  ApiCallConnection: apiCallsTable,
  UserConnection: usersTable,
  CustomQueryResult: queryTable,
} as const satisfies Record<AnswerType, TableOf<never>>

/** Any answer as a table: for exports, attachments and widgets. Times are ISO 8601 in UTC, money is decimal text. */
export const tableOf = (answer: WholeAnswer): AnswerTable =>
  (tables[answer.__typename] as TableOf<object>).table(answer)

/** The fields of an answer that a job needs, as GraphQL. */
export const selectionOf = (type: AnswerType): string => tables[type].selection
