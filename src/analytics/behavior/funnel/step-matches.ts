import { isDeepStrictEqual } from 'node:util'
import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import { namesOf } from '../../query/event-match.ts'
import { type Step } from './funnel-question.ts'

/** Whether one event may match both, as far as names tell. */
export function mayOverlap(some: EventMatchInput[], others: EventMatchInput[]): boolean {
  const [names, otherNames] = [namesOf(some), namesOf(others)]
  return !names || !otherNames || names.some(name => otherNames.includes(name))
}

/** Whether two steps match the same events, as far as their words tell. */
export const isSameStep = (a: Step, b: Step) =>
  a.firstTime === b.firstTime &&
  a.alternatives.length === b.alternatives.length &&
  a.alternatives.every((alternative, i) => isSame(alternative, b.alternatives[i]!))

/** Whether two inputs describe the same events in the same words. */
export const isSame = (a: EventMatchInput, b: EventMatchInput) => isDeepStrictEqual(plain(a), plain(b))

/** Without the fields that were not given: null and absent are the same. */
const plain = ({ event, filter }: EventMatchInput) =>
  JSON.parse(JSON.stringify({ event, filter }, (_, value) => value ?? undefined))
