import { alternativesOf } from '../../../analytics/query/event-match.ts'
import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import {
  type FunnelInput,
  FunnelOrder,
  FunnelTies,
  FunnelUnit,
} from '../../../schema/behavior/funnel-input.ts'
import { reading, scopeOf } from '../reading.ts'
import { allDays, mayBePast } from '../requested-days.ts'
import { weights } from '../weights.ts'

/** The service refuses more of either. */
const most = { matches: 200, exclusions: 10 }

/** The factor for a walk over every attempt of a user, and the share that each step after the third adds. */
const factors = { everyAttempt: 3, step: 0.2 }

const secondsOfDay = 86_400

type Walked = Partial<FunnelInput> & Pick<FunnelInput, 'steps'>

/** The cost of one walk along the events of each user. */
export function walkCost(input: Walked, { isEveryAttempt = false } = {}): number {
  const { steps, exclusions, order, unit } = input
  const matches = [...steps, ...(exclusions ?? [])].flatMap(alternativesOf).slice(0, most.matches)
  const scope = scopeOf(input, { filters: matches.map(({ filter }) => filter) })
  const days = Math.min(scope.days + daysAfter(input), allDays)
  const isOfAll = order === FunnelOrder.STRICT || matches.some(({ event }) => event == null)
  const read = isOfAll ? walked : Math.min(namesIn(matches) * step, walked)
  const isOfEvery =
    isEveryAttempt || order === FunnelOrder.UNORDERED || exclusions?.length || isInBestOrder(input, matches)
  const attempts = isOfEvery ? factors.everyAttempt : 1
  const length = 1 + factors.step * Math.max(0, steps.length - 3)
  const ofUnit = unit === FunnelUnit.SESSION ? reading('sessions', { ...scope, days }) : 0
  const firsts = steps.some(({ firstTime }) => firstTime) ? reading('named', { ...scope, days: allDays }) : 0
  return (
    weights.statement +
    scope.segment +
    read * (days / 30) * scope.factor * attempts * length +
    ofUnit +
    firsts
  )
}

/**
 * Whether ties are asked for in any order and events compete for steps, as far as the names of the steps tell. The ties of
 * a preset add nothing, so that a question that was accepted before presets had ties still is.
 */
const isInBestOrder = ({ ties }: Walked, matches: EventMatchInput[]): boolean =>
  ties === FunnelTies.ANY_ORDER &&
  (matches.some(({ event }) => event == null) || namesIn(matches) < matches.length)

const { step, walked } = weights.reads

const namesIn = (matches: EventMatchInput[]) => new Set(matches.map(({ event }) => event)).size

/** The window may reach beyond a range that ends in the past. No days follow a range that ends now. */
const daysAfter = ({ range, windowSeconds }: Walked) =>
  mayBePast(range) && windowSeconds ? Math.max(windowSeconds, 0) / secondsOfDay : 0
