import { collectedInTurn } from '../../checks/collect.ts'
import { pageOfUsers } from '../../lists/page-of-users.ts'
import { type CohortGroup, type Cohorts } from '../../schema/behavior/cohorts.ts'
import { type CohortsInput } from '../../schema/behavior/cohorts-input.ts'
import { type Asked } from '../query/asked.ts'
import { type Compared } from '../query/compare.ts'
import { type Selection } from '../query/measure/selection.ts'
import { toMeta, warning } from '../query/meta.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { calendarOf, checkSegment, resolveQuery } from '../query/resolve-query.ts'
import { changesBetween, withPrevious } from '../query/with-previous.ts'
import { checkCohorts } from './cohorts/check.ts'
import { endOf, entriesIn, entryRange, frameOf } from './cohorts/frame.ts'
import { type Cell, type CohortQueryRow, cohortsQuery, membersQuery } from './cohorts/query.ts'
import { isOrAfter, type Question } from './cohorts/question.ts'
import { type List, toTable } from './cohorts/table.ts'

/**
 * The users who entered in each bucket, and how many of them came back in the buckets after it.
 * @throws INVALID_PERIODS, INVALID_BRACKETS, INVALID_OCCURRENCES, INVALID_BREAKDOWN, INVALID_VALUE, INVALID_EVENT,
 * INVALID_FILTER, INVALID_UNIT, INVALID_RANGE, INVALID_COMPARE, TOO_MANY_BUCKETS, TOO_MANY_CELLS
 */
export async function cohorts(
  scope: QueryScope,
  input: Asked<CohortsInput>,
  selection: Selection,
): Promise<Cohorts> {
  const ranged = { ...input, range: entriesIn(input) }
  const { answer, previous, selected } = await withPrevious(scope, ranged, selection, (input, selected) =>
    cohortsOf(scope, input, selected),
  )
  return { ...answer, previous, changes: changesBetween(numbers, selected, answer, previous) }
}

const numbers = { size: { unit: 'COUNT', isUpGood: true } satisfies Compared }

async function cohortsOf(scope: QueryScope, input: CohortsInput, selected: Selection): Promise<Cohorts> {
  checkCohorts(scope.project, input)
  const query = await resolveQuery(scope, input)
  const question = {
    query,
    input,
    frame: frameOf(query, input),
    needsEntryBucket: needsEntryBucket(selected),
  }
  const rows = await query.run<CohortQueryRow>('cohorts', cohortsQuery(question))
  return {
    ...toTable(question, rows, listOf(scope, question)),
    groups: input.breakdown ? groupsOf(scope, question, rows) : [],
    previous: null,
    changes: [],
    meta: metaOf(query, question),
  }
}

/**
 * Refuses an input that cannot be computed, before the input is saved.
 * @throws as `cohorts` does
 */
export async function checkAnswerable(scope: QueryScope, input: CohortsInput): Promise<void> {
  const checks = [() => checkCohorts(scope.project, input), () => checkSegment(scope, input)]
  await collectedInTurn<() => unknown, unknown>(checks, check => check())
  frameOf({ calendar: await calendarOf(scope, input), asOf: scope.asOf }, input)
}

const needsEntryBucket = ({ rows, groups }: Selection): boolean =>
  Boolean(rows?.returnedInEntryBucket ?? groups?.rows?.returnedInEntryBucket)

/** The users of a cell. They are selected by the same stages as their number. */
const listOf =
  (scope: QueryScope, question: Question, group?: Cell['group']): List =>
  cell =>
  args =>
    pageOfUsers(scope, question.query, 'cohorts', membersQuery(question, { ...cell, group }), args)

function groupsOf(scope: QueryScope, question: Question, rows: CohortQueryRow[]): CohortGroup[] {
  const byGroup = Map.groupBy(rows, ({ isShown, breakdownValue }) =>
    JSON.stringify([isShown, breakdownValue]),
  )
  const groups = [...byGroup.values()].map(found => {
    const { breakdownValue } = found[0]!
    const isShown = Boolean(found[0]!.isShown)
    const table = toTable(question, found, listOf(scope, question, { isShown, breakdownValue }))
    return { value: (isShown && breakdownValue) || null, isOther: !isShown, ...table }
  })
  return groups.sort(
    (a, b) =>
      Number(a.isOther) - Number(b.isOther) ||
      b.size - a.size ||
      ((a.value ?? '') < (b.value ?? '') ? -1 : 1),
  )
}

function metaOf(query: Query, { input, frame }: Question) {
  const meta = toMeta(query, { from: entryRange(frame).from, to: endOf(frame) })
  return isOrAfter(input) ? { ...meta, isComplete: false, caveats: [...meta.caveats, mayGrow] } : meta
}

const mayGrow = warning(
  'CELLS_MAY_GROW',
  'With ON_OR_AFTER a complete cell can still grow: its users may return at any time.',
  'criterion',
)
