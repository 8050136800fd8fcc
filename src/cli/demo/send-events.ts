import { MAX_EVENTS, type TrackAnswer, trackBody } from '../import/batches.ts'
import { startProgress } from '../import/progress.ts'
import { type ServiceAddress, sendBody } from '../import/send.ts'
import { type SampleEvent } from './sample-event.ts'

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
  const bodies = bodiesOf(events)
  const progress = startProgress(sum(bodies.map(({ length }) => length)), process.stderr)
  const sender = { service, patienceMs, stop, contact: { isMade: false }, onWait: progress.wait }
  const answers: TrackAnswer[] = []
  try {
    for (const body of bodies) {
      progress.found(MAX_EVENTS)
      const answer = await sendBody(body, sender)
      answers.push(answer)
      progress.read(body.length)
      progress.answered(answer.receipts.length)
    }
  } finally {
    progress.stop()
  }
  return totals(answers)
}

function bodiesOf(events: SampleEvent[]): string[] {
  const items = events.map(({ kind, input }) => JSON.stringify({ [kind]: input }))
  return Array.from({ length: Math.ceil(items.length / MAX_EVENTS) }, (_, index) =>
    trackBody(items.slice(index * MAX_EVENTS, (index + 1) * MAX_EVENTS)),
  )
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
