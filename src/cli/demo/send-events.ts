import { MAX_EVENTS, type TrackAnswer, trackBody } from '../import/batches.ts'
import { startProgress } from '../import/progress.ts'
import { type ServiceAddress, sendBody } from '../import/send.ts'
import { instantText, type SampleEvent } from './sample-event.ts'

const patienceMs = 30_000

/** The number of events that are new, and of those that the log had already. */
export type Sent = Pick<TrackAnswer, 'accepted' | 'duplicates'>

/**
 * Sends the events in order through the API of the service, with a progress bar on the terminal.
 * @throws ImportError when the service refuses a batch, Error when it rejects an event
 */
export async function sendEvents(
  events: SampleEvent[],
  service: ServiceAddress,
  stop: AbortSignal,
): Promise<Sent> {
  const batches = batchesOf(events)
  const sizes = batches.map(batch => bodyOf(batch).length)
  const progress = startProgress(sum(sizes), process.stderr)
  const sender = { service, patienceMs, stop, contact: { isMade: false }, onWait: progress.wait }
  const answers: TrackAnswer[] = []
  try {
    for (const [index, batch] of batches.entries()) {
      progress.found(MAX_EVENTS)
      const answer = await sendBody<TrackAnswer>({ text: bodyOf(batch), field: 'track' }, sender)
      answers.push(answer)
      progress.read(sizes[index]!)
      progress.answered(answer.receipts.length)
    }
  } finally {
    progress.stop()
  }
  return totals(answers)
}

const batchesOf = (events: SampleEvent[]): SampleEvent[][] =>
  Array.from({ length: Math.ceil(events.length / MAX_EVENTS) }, (_, index) =>
    events.slice(index * MAX_EVENTS, (index + 1) * MAX_EVENTS),
  )

const bodyOf = (batch: SampleEvent[]): string => trackBody(batch.map(itemOf))

/** The event as its sender sends it now, by its own clock. */
function itemOf({ kind, at, input, clockAheadMs }: SampleEvent): string {
  if (!clockAheadMs) return JSON.stringify({ [kind]: input })
  const [timestamp, sentAt] = [at, Date.now()].map(time => instantText(time + clockAheadMs))
  return JSON.stringify({ [kind]: { ...input, timestamp, sentAt } })
}

function totals(answers: TrackAnswer[]): Sent {
  const rejected = answers.flatMap(({ receipts }) => receipts).find(({ status }) => status === 'REJECTED')
  if (rejected) throw new Error(`The service rejected an event of the sample: ${rejected.message}`)
  return {
    accepted: sum(answers.map(({ accepted }) => accepted)),
    duplicates: sum(answers.map(({ duplicates }) => duplicates)),
  }
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
