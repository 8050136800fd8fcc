import { type GraphQLSchema } from 'graphql'
import { type Range } from '../../analytics/query/range.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type AlertRule } from '../../schema/alerts/alert-input.ts'
import { type Observed } from '../observing/observed.ts'

/** A rule to try in a range. */
export interface Previewing {
  scope: RequestScope
  schema: GraphQLSchema
  rule: AlertRule
  timeZone: string
  range: Range
  /** The instant up to which windows are settled. */
  settled: Date
}

/** What the groups of a rule showed in a window. */
export interface ObservedWindow {
  range: Range
  observed: Observed[]
}
