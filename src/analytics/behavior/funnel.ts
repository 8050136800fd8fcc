import { sql } from '../../clickhouse/sql.ts'
import { type Funnel, type FunnelBreakdown, type FunnelStep } from '../../schema/behavior/funnel.ts'
import { type FunnelInput } from '../../schema/behavior/funnel-input.ts'
import { CalendarUnit } from '../../schema/date-range-input.ts'
import { type Asked } from '../query/asked.ts'
import { type Selection } from '../query/measure/selection.ts'
import { missingFrom, toMeta } from '../query/meta.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { withPrevious } from '../query/with-previous.ts'
import { breakdown, notShown } from './funnel/breakdown.ts'
import { type NumbersRow, needsTimes, numbersOf, toNumbers } from './funnel/numbers.ts'
import { reached } from './funnel/reached.ts'
import { type ResolvedFunnel, resolveFunnel } from './funnel/resolve-funnel.ts'
import { listed } from './funnel/users-of-step.ts'
import { withChanges } from './funnel-changes.ts'

/** A funnel as it is asked, with the width of its buckets. */
export type AskedFunnel = Asked<FunnelInput> & { interval?: CalendarUnit | null }

/** A funnel, and the question that its other fields are computed from. */
export type FunnelAnswer = Funnel & {
  resolved: ResolvedFunnel
  /** The width of the buckets, unless the field says another. */
  interval: CalendarUnit
  /** The funnel of each breakdown value, if `meta.caveats` needed it. */
  byValue?: FunnelBreakdown[]
}

/**
 * How many users took each step, within the window that the first step opens. Only selected fields are computed.
 * @throws INVALID_STEPS, INVALID_WINDOW, INVALID_EXCLUSION, INVALID_BREAKDOWN, INVALID_FIRST, INVALID_EVENT,
 * INVALID_FILTER, INVALID_RANGE, INVALID_COMPARE
 */
export async function funnel(
  scope: QueryScope,
  input: AskedFunnel,
  selected: Selection,
): Promise<FunnelAnswer> {
  return withChanges(
    await withPrevious(scope, input, selected, (input, selected) => funnelOf(scope, input, selected)),
  )
}

async function funnelOf(scope: QueryScope, input: AskedFunnel, selected: Selection): Promise<FunnelAnswer> {
  const resolved = await resolveFunnel(scope, input)
  const { steps, ...numbers } = toNumbers(resolved.names, await numbersRow(resolved, selected))
  const { query, question, caveats } = resolved
  const rows = () => reached(query, { ...question, breakdown: null }, { times: false })
  const byValue =
    selected.breakdown && selected.meta?.caveats ? await breakdown(resolved, selected.breakdown) : undefined
  return {
    resolved,
    interval: input.interval ?? CalendarUnit.DAY,
    byValue,
    name: input.name ?? null,
    ...numbers,
    steps: listed(
      resolved,
      rows,
      steps.map((step, i): FunnelStep => ({ ...step, event: input.steps[i]!.event ?? null, changes: [] })),
    ),
    previous: null,
    changes: [],
    meta: {
      ...toMeta(query, question.range),
      caveats: [
        ...missingFrom(query, question.range),
        ...caveats,
        ...(byValue ? notShown(resolved, byValue) : []),
      ],
    },
  }
}

const counted = [
  'totalUsers',
  'completionRate',
  'openAttempts',
  'medianSeconds',
  'averageSeconds',
  'p90Seconds',
]
const notCounted = ['name', 'event', 'converted', 'dropped', 'changes']

const needsNumbers = (selected: Selection) =>
  counted.some(field => selected[field]) ||
  Object.keys(selected.steps ?? {}).some(field => !notCounted.includes(field))

async function numbersRow({ query, question }: ResolvedFunnel, selected: Selection): Promise<NumbersRow> {
  const none = question.steps.map(() => 0)
  if (!needsNumbers(selected))
    return { users: none, openAttempts: 0, medians: [], averages: [], p90s: [], total: [] }
  const times = needsTimes(selected)
  const [row] = await query.run<NumbersRow>(
    'funnel',
    sql`select ${numbersOf(question, times)}
from (${reached(query, { ...question, breakdown: null }, { times })})`,
  )
  return row!
}
