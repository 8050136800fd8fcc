import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import { type FunnelInput, FunnelOrder, FunnelUnit } from '../../../schema/behavior/funnel-input.ts'
import { ever } from '../days-asked.ts'
import { reading, scopeOf } from '../reading.ts'
import { weights } from '../weights.ts'

/** More of either is refused. */
const most = { matches: 200, exclusions: 10 }

/** By how much a walk is dearer that looks at every attempt of a user, and for each step beyond the third. */
const dearer = { everyAttempt: 3, step: 0.2 }

const secondsOfDay = 86_400

type Walked = Partial<FunnelInput> & Pick<FunnelInput, 'steps'>

/** What walking along the facts of each user costs, once. */
export function walkCost(input: Walked, { isEveryAttempt = false } = {}): number {
  const { steps, exclusions, order, unit } = input
  const matches = [...steps.flatMap(step => step.anyOf ?? step), ...(exclusions ?? [])].slice(0, most.matches)
  const scope = scopeOf(input, { filters: matches.map(({ filter }) => filter) })
  const days = Math.min(scope.days + daysAfter(input), ever)
  const isOfAll = order === FunnelOrder.STRICT || matches.some(({ event }) => event == null)
  const read = isOfAll ? walked : Math.min(namesIn(matches) * step, walked)
  const attempts =
    isEveryAttempt || order === FunnelOrder.UNORDERED || exclusions?.length ? dearer.everyAttempt : 1
  const length = 1 + dearer.step * Math.max(0, steps.length - 3)
  const ofUnit = unit === FunnelUnit.SESSION ? reading('sessions', { ...scope, days }) : 0
  const firsts = steps.some(({ firstTime }) => firstTime) ? reading('named', { ...scope, days: ever }) : 0
  return (
    weights.statement +
    scope.segment +
    read * (days / 30) * scope.factor * attempts * length +
    ofUnit +
    firsts
  )
}

const { step, walked } = weights.reads

const namesIn = (matches: EventMatchInput[]) => new Set(matches.map(({ event }) => event)).size

/** Steps may follow a range of the past by the window; what ends now is followed by nothing. */
const daysAfter = ({ range, windowSeconds }: Walked) =>
  range?.to != null && windowSeconds ? Math.max(windowSeconds, 0) / secondsOfDay : 0
