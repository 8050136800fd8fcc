import { type GraphQLSchema } from 'graphql'
import { type RequestServices } from '../../request/request-scope.ts'
import { type DateRangeInput } from '../../schema/date-range-input.ts'

/** What the runs of reports need. */
export interface ReportServices extends RequestServices {
  schema: GraphQLSchema
  /** The current time; tests set another one. */
  now(): Date
}

/** A run that has begun. */
export interface Begun {
  id: string
  /** The instant of the run: its period is the last one that is over then. */
  at: Date
  isLate: boolean
  /** The range that was asked for; null for that of the report. */
  range: DateRangeInput | null
  isDelivered: boolean
}
