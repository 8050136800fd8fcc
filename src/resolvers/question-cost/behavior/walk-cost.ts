import { alternativesOf, namesOf } from '../../../analytics/query/event-match.ts'
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

/**
 * The cost of one walk along the events of each user. First times read all history of one name, however many there are.
 * The ties of a preset add nothing, so that a question that was accepted before presets had ties still is.
 */
export function walkCost(input: Walked, { isEveryAttempt = false } = {}): number {
  const { steps, exclusions, order, unit, ties } = input
  const matches = [...steps, ...(exclusions ?? [])].flatMap(alternativesOf).slice(0, most.matches)
  const scope = scopeOf(input, { filters: matches.map(({ filter }) => filter) })
  const days = Math.min(scope.days + daysAfter(input), allDays)
  const names = namesOf(matches)
  const different = new Set(names).size
  const read = order === FunnelOrder.STRICT || !names ? walked : Math.min(different * step, walked)
  const isInBestOrder = ties === FunnelTies.ANY_ORDER && different < matches.length
  const isOfEvery = isEveryAttempt || order === FunnelOrder.UNORDERED || exclusions?.length || isInBestOrder
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

const { step, walked } = weights.reads

/** The window may reach beyond a range that ends in the past. No days follow a range that ends now. */
const daysAfter = ({ range, windowSeconds }: Walked) =>
  mayBePast(range) && windowSeconds ? Math.max(windowSeconds, 0) / secondsOfDay : 0
