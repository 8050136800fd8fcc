import { type KindName } from '../../../ingest/kinds/index.ts'
import { type PositionedEvent, type Status } from '../batches.ts'
import { type RowEvent } from '../row-event.ts'
import { type ModelUse, useOf } from './model-use.ts'

export type Outcomes = Record<Status, number>

/** The contents of the imported files as numbers, to compare with those of the product that they are from. */
export interface Contents {
  rows: number
  /** What the rows left out, by its name. */
  skipped: Map<string, number>
  kinds: Map<KindName, Outcomes>
  /** The custom events by their name. */
  names: Map<string, Outcomes>
  /** The calls by their model, without those that were rejected. */
  models: Map<string, ModelUse>
  /** The earliest and the latest time of an event, in milliseconds since 1970. */
  first: number
  last: number
  /** The JSON of the first events. */
  samples: string[]
}

export const emptyContents = (): Contents => ({
  rows: 0,
  skipped: new Map(),
  kinds: new Map(),
  names: new Map(),
  models: new Map(),
  first: Infinity,
  last: -Infinity,
  samples: [],
})

const mostSamples = 5
/** Beyond, names are ids that stand in the wrong place. */
const mostNames = 10_000
const otherNames = '(other names)'

/** Counts events with the outcome of each. */
export function countEvents(contents: Contents, events: PositionedEvent[], statuses: Status[]): void {
  for (const [index, { kind, event, json }] of events.entries()) {
    const status = statuses[index]!
    countOutcome(contents.kinds, kind, status)
    if (kind === 'event') countOutcome(contents.names, String(event.name ?? '(no name)'), status)
    if (status === 'REJECTED') continue
    countTime(contents, event)
    if (kind === 'aiCall') addUse(contents.models, event)
    if (contents.samples.length < mostSamples) contents.samples.push(json)
  }
}

function countOutcome<Key extends string>(outcomes: Map<Key, Outcomes>, key: Key, status: Status): void {
  const found = entryOf(outcomes, key, () => ({ ACCEPTED: 0, DUPLICATE: 0, REJECTED: 0 }))
  found[status] += 1
}

function countTime(contents: Contents, { timestamp, startedAt, endedAt }: RowEvent): void {
  const at = Date.parse(String(timestamp ?? endedAt ?? startedAt))
  if (at < contents.first) contents.first = at
  if (at > contents.last) contents.last = at
}

function addUse(models: Contents['models'], event: RowEvent): void {
  const use = entryOf(models, String(event.model ?? '(no model)'), () => ({
    calls: 0,
    input: 0,
    output: 0,
    cost: 0,
    unpriced: 0,
  }))
  for (const [part, amount] of Object.entries(useOf(event))) use[part as keyof ModelUse] += amount
}

function entryOf<Key extends string, Value>(map: Map<Key, Value>, key: Key, empty: () => Value): Value {
  const name = map.size < mostNames || map.has(key) ? key : (otherNames as Key)
  const found = map.get(name) ?? empty()
  map.set(name, found)
  return found
}
