import { badInput } from '../../errors.ts'
import { CalendarUnit } from '../../schema/date-range-input.ts'
import { type Summary, summaryFields } from '../../schema/overview/summary.ts'
import { type ComparedArgs } from '../../schema/question-args.ts'
import { ask, isComplete } from '../query/ask.ts'
import { type Asked } from '../query/asked.ts'
import { type Asker } from '../query/asker.ts'
import { comparedRange } from '../query/compare.ts'
import { measure } from '../query/measure/measure.ts'
import { type Selection } from '../query/measure/selection.ts'
import { numbersTogether } from '../query/measure/stats.ts'
import { lastUnits, type Range, toRange } from '../query/range.ts'

const topic = { name: 'summary', fields: summaryFields }

/**
 * The platform in a few numbers, over a range or over everything.
 * Only what is selected is computed.
 * @throws INVALID_RANGE, INVALID_COMPARE, INVALID_FILTER
 */
export async function summary(
  asker: Asker,
  input: ComparedArgs,
  selected: Selection,
): Promise<Partial<Summary>> {
  if (input.compare && !input.range)
    throw badInput(
      'INVALID_COMPARE',
      'compare',
      'Give a range: everything there ever was has nothing before it.',
    )
  const asked = await ask(asker, input)
  const range = input.range ? toRange(input.range, asked.calendar, asked.asOf) : ever(asked)
  const [{ numbers, ...together }, activeUsersToday] = await Promise.all([
    numbersTogether(asked, topic, input, { range, compared: comparedRange(asked, input, range) }, selected),
    selected.activeUsersToday && countActiveToday(asked, input),
  ])
  const meta = { ...together.meta, isComplete: isComplete(asked, input.range ? range.to : asked.asOf) }
  return { ...numbers, ...together, activeUsersToday, meta }
}

const dayMs = 86_400_000

/** A fact happens between 1970 and a day from when it is sent. Whole days in UTC are read from their totals. */
const ever = ({ asOf }: Asked): Range => ({
  from: new Date(0),
  to: new Date(Math.ceil(asOf.getTime() / dayMs + 1) * dayMs),
})

async function countActiveToday(asked: Asked, { filter }: ComparedArgs): Promise<number> {
  const range = lastUnits({ count: 1, unit: CalendarUnit.DAY }, asked.calendar, asked.asOf)
  const { activeUsers } = await measure(asked, 'summary: today', { range, filter }, ['activeUsers'])
  return Number(activeUsers)
}
