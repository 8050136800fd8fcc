import { integer, raw, type Sql, sql } from '../../../clickhouse/sql.ts'
import { FunnelAttribution, FunnelOrder } from '../../../schema/behavior/funnel-input.ts'
import { type FunnelQuestion } from './funnel-question.ts'
import { type Matching } from './matching.ts'

/** The value that a unit stands under, as one more column; `start` is where the attempt that counts begins. */
export function partOf({ breakdown }: FunnelQuestion, { value }: Matching, start: string): Sql {
  if (!breakdown || !value) return sql``
  return sql`,\n  ${raw(parts[breakdown.attribution](start))} as part`
}

/** The low 20 bits of a start are its place. */
const parts = {
  [FunnelAttribution.FIRST_STEP]: start => `value[bitAnd(${start}, 1048575)]`,
  [FunnelAttribution.FIRST_TOUCH]: () => `arrayFirst((one, m) -> one != '' and m != 0, value, mask)`,
  [FunnelAttribution.LAST_TOUCH]: () => `arrayLast((one, m) -> one != '' and m != 0, value, mask)`,
  [FunnelAttribution.STEP]: () => 'part',
  [FunnelAttribution.EACH_VALUE]: () => 'part',
} satisfies Record<FunnelAttribution, (start: string) => string>

/** With STEP, only who took the step stands under a value; in any order its own event has told so. */
export function isAttributed({ breakdown, order }: FunnelQuestion): Sql {
  if (breakdown?.attribution !== FunnelAttribution.STEP || order === FunnelOrder.UNORDERED) return sql``
  return sql` and depth >= ${integer(breakdown.step!)}`
}
