import { type Batch } from './load/batch.ts'
import { type Receipt } from './load/deliver.ts'

/** The problems of the answer to a batch that had been sent `retries` times before. */
export function contradictions({ id, events }: Batch, receipts: Receipt[], retries: number): string[] {
  const statuses = [...new Set(receipts.map(({ status }) => status))]
  const isAligned = receipts.every(({ index, eventId }, i) => index === i && eventId === events[i]?.eventId)
  const claims = {
    'has a receipt for each event, in order': isAligned && receipts.length === events.length,
    'is not rejected': !statuses.includes('REJECTED'),
    // One statement writes a batch: a kill leaves all of it or none.
    'is stored whole or not at all': statuses.length === 1,
    'is new when sent first': retries > 0 || !statuses.includes('DUPLICATE'),
  }
  const broken = Object.entries(claims).filter(([, holds]) => !holds)
  return broken.map(([claim]) => `not so: batch ${id} ${claim}; its receipts are ${statuses.join(' and ')}`)
}
