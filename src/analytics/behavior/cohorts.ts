import { pageOfUsers } from '../../lists/page-of-users.ts'
import { type CohortGroup, type Cohorts } from '../../schema/behavior/cohorts.ts'
import { type CohortsInput } from '../../schema/behavior/cohorts-input.ts'
import { ask, calendarOf, toMeta } from '../query/ask.ts'
import { type Asked } from '../query/asked.ts'
import { type Asker } from '../query/asker.ts'
import { type Selection } from '../query/measure/selection.ts'
import { checkCohorts } from './cohorts/check.ts'
import { endOf, frameOf } from './cohorts/frame.ts'
import { type Cell, type CohortQueryRow, cohortsQuery, membersQuery } from './cohorts/query.ts'
import { isOrAfter, type Question } from './cohorts/question.ts'
import { type List, toTable } from './cohorts/table.ts'

/**
 * Which of the users who entered in one bucket came back in the buckets after it.
 * @throws INVALID_PERIODS, INVALID_BRACKETS, INVALID_OCCURRENCES, INVALID_BREAKDOWN, INVALID_VALUE, INVALID_EVENT,
 * INVALID_FILTER, INVALID_RANGE, TOO_MANY_BUCKETS, TOO_MANY_CELLS
 */
export async function cohorts(asker: Asker, input: CohortsInput, selected: Selection): Promise<Cohorts> {
  checkCohorts(asker.project, input)
  const asked = await ask(asker, input)
  const question = {
    asked,
    input,
    frame: frameOf(asked, input),
    needsEntryBucket: needsEntryBucket(selected),
  }
  const rows = await asked.run<CohortQueryRow>('cohorts', cohortsQuery(question))
  return {
    ...toTable(question, rows, listOf(asker, question)),
    groups: input.breakdown ? groupsOf(asker, question, rows) : [],
    meta: metaOf(asked, question),
  }
}

/**
 * Refuses what could not be asked, before it is saved.
 * @throws as `cohorts` does
 */
export async function checkAskable(asker: Asker, input: CohortsInput): Promise<void> {
  checkCohorts(asker.project, input)
  frameOf({ calendar: await calendarOf(asker, input), asOf: asker.asOf }, input)
}

const needsEntryBucket = ({ rows, groups }: Selection): boolean =>
  Boolean(rows?.returnedInEntryBucket ?? groups?.rows?.returnedInEntryBucket)

/** The users of a cell, from the same stages as their number. */
const listOf =
  (asker: Asker, question: Question, group?: Cell['group']): List =>
  cell =>
  args =>
    pageOfUsers(asker, question.asked, 'cohorts', membersQuery(question, { ...cell, group }), args)

function groupsOf(asker: Asker, question: Question, rows: CohortQueryRow[]): CohortGroup[] {
  const byGroup = Map.groupBy(rows, ({ isShown, common }) => JSON.stringify([isShown, common]))
  const groups = [...byGroup.values()].map(found => {
    const { common: part } = found[0]!
    const isShown = Boolean(found[0]!.isShown)
    const table = toTable(question, found, listOf(asker, question, { isShown, part }))
    return { value: (isShown && part) || null, isOther: !isShown, ...table }
  })
  return groups.sort(
    (a, b) =>
      Number(a.isOther) - Number(b.isOther) ||
      b.size - a.size ||
      ((a.value ?? '') < (b.value ?? '') ? -1 : 1),
  )
}

function metaOf(asked: Asked, { input, frame }: Question) {
  const meta = toMeta(asked, endOf(frame))
  return isOrAfter(input) ? { ...meta, isComplete: false, warnings: [mayGrow] } : meta
}

const mayGrow = 'With ON_OR_AFTER a complete cell may yet grow: its users have time to return for ever.'
