import { aliasDocument, identifyDocument, trackDocument } from './operations.ts'
import { type Item } from './store.ts'

/** The limits of one request. */
export interface BatchLimits {
  items: number
  bytes: number
}

/**
 * The items that the next request sends: events, as many as the limits allow, or one user. A user is never sent before
 * the events that were tracked earlier.
 */
export function nextBatch(items: Item[], most: BatchLimits): Item[] {
  if (items[0] && !isEvent(items[0])) return [items[0]]
  const batch: Item[] = []
  let bytes = 0
  for (const item of items) {
    bytes += item.bytes
    if (!isEvent(item) || batch.length === most.items || (batch.length > 0 && bytes > most.bytes)) break
    batch.push(item)
  }
  return batch
}

/** The body of the request, which says by `sentAt` what the clock of this machine shows. */
export function bodyOf(batch: Item[], sentAt: string): string {
  const [{ kind, json }] = batch as [Item]
  if (kind === 'identify') return requestOf(identifyDocument, json)
  if (kind === 'alias') return requestOf(aliasDocument, json)
  const events = batch.map(item => `{"${item.kind}":${item.json}}`)
  return requestOf(trackDocument, `{"sentAt":"${sentAt}","events":[${events.join()}]}`)
}

const requestOf = (query: string, input: string) =>
  `{"query":${JSON.stringify(query)},"variables":{"input":${input}}}`

export const sizeOf = (batch: Item[]): number => batch.reduce((sum, { bytes }) => sum + bytes, 0)

const isEvent = ({ kind }: Item) => kind !== 'identify' && kind !== 'alias'
