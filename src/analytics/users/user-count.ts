import { CalendarUnit } from '../../schema/date-range-input.ts'
import { type ComparedArgs } from '../../schema/question-args.ts'
import { type UserCount } from '../../schema/users/user-count.ts'
import { ask } from '../query/ask.ts'
import { type Asker } from '../query/asker.ts'
import { type Selection } from '../query/measure/selection.ts'
import { numbersTogether, rangesOf } from '../query/measure/stats.ts'

const today = { last: { count: 1, unit: CalendarUnit.DAY } }

/** Users who were active in the range, today unless one is given. */
export const activeUsers = (asker: Asker, input: ComparedArgs, selected: Selection) =>
  countUsers(asker, { ...input, range: input.range ?? today }, 'activeUsers', selected)

/** Users who were known at the end of the range, now unless one is given. */
export const totalUsers = (asker: Asker, input: ComparedArgs, selected: Selection) =>
  countUsers(asker, { ...input, range: input.range ?? today }, 'totalUsers', selected)

async function countUsers(
  asker: Asker,
  input: ComparedArgs,
  metric: 'activeUsers' | 'totalUsers',
  selected: Selection,
): Promise<UserCount> {
  const asked = await ask(asker, input)
  const topic = { name: metric, fields: { users: metric } }
  const fields = { users: {}, changes: {}, meta: selected.meta ?? {} }
  const { numbers, previous, changes, meta } = await numbersTogether(
    asked,
    topic,
    input,
    rangesOf(asked, input),
    fields,
  )
  return {
    users: Number(numbers.users),
    previous: previous ? Number(previous.users) : null,
    changeRate: changes[0]?.changeRate ?? null,
    meta,
  }
}
