import { integer, joined, raw, type Sql, sql } from '../../../clickhouse/sql.ts'
import { FunnelOrder } from '../../../schema/behavior/funnel-input.ts'
import { type FunnelQuestion } from './funnel-question.ts'
import { matches } from './latest-start.ts'

/**
 * Every attempt at steps in order: `chains`, where each step would be reached if there were time for ever. The
 * events are walked from the last step to the first: `chain_k` has, for an event of step k, how it goes on from there,
 * taking each step with the first event that can. A place is a time and, in the low 20 bits, an index.
 *
 * An entry of a chain is the place of a step, then for each exclusion when it is met next, and for a strict funnel
 * the next instant: a step that comes later than that is not right after this one.
 */
export function attemptsInOrder(question: FunnelQuestion): Sql {
  const steps = question.steps.map((_, i) => i + 1)
  return sql`chained as (
  select *,
    ${joined(
      steps.toReversed().map(k => chain(question, k)),
      ',\n    ',
    )}
  from met
),
attempted as (
  select *, arrayFilter(chain -> notEmpty(chain) and bitShiftRight(chain[1], 20) < ${integer(question.range.to.getTime())}, chain_1) as all_attempts
  from chained
),
attempts as (
  select *,
    arrayMap(chain -> arrayFilter(place -> place != 0, [${raw(steps.map(k => `chain[${placeIn(question, k)}]`).join(', '))}]), all_attempts) as chains${joined(
      question.exclusions.map(
        ({ fromStep }, i) => sql`,
    arrayMap(chain -> chain[${raw(`${placeIn(question, fromStep) + 1 + i}`)}], all_attempts) as meets_${raw(`${i}`)}`,
      ),
      '',
    )}${
      question.order === FunnelOrder.STRICT
        ? sql`,
    arrayMap(chain -> chain[-1], all_attempts) as broken_at`
        : sql``
    }
  from attempted
  where notEmpty(all_attempts)
)`
}

function chain(question: FunnelQuestion, k: number): Sql {
  const columns = entryColumns(question)
  const entry = raw(`[${columns.join(', ')}]`)
  const arrays = ['mask', ...columns]
  if (k === question.steps.length)
    return sql`arrayMap((${raw(arrays.join(', '))}) -> if(${matches(k)}, ${entry}, emptyArrayInt64()), ${raw(arrays.join(', '))}) as ${raw(`chain_${k}`)}`
  const later =
    question.order === FunnelOrder.STRICT
      ? 'if(bitShiftRight(later[1], 20) <= next_at, later, emptyArrayInt64())'
      : 'later'
  return sql`arrayMap((${raw(arrays.join(', '))}, later) -> if(${matches(k)}, arrayConcat(${entry}, ${raw(later)}), emptyArrayInt64()),
      ${raw(arrays.join(', '))}, ${firstAfter(`chain_${k + 1}`)}) as ${raw(`chain_${k}`)}`
}

/** For each event the first chain that begins after it. */
const firstAfter = (chains: string) =>
  raw(
    `arrayPushBack(arrayPopFront(arrayReverseFill(chain -> notEmpty(chain), ${chains})), emptyArrayInt64())`,
  )

const entryColumns = ({ exclusions, order }: FunnelQuestion) => [
  'place',
  ...exclusions.map((_, i) => `excluded_${i}`),
  ...(order === FunnelOrder.STRICT ? ['next_at'] : []),
]

/** Where the entry of step k begins in a chain. */
const placeIn = (question: FunnelQuestion, k: number) => (k - 1) * entryColumns(question).length + 1
