import { MAX_FACTS, type TrackAnswer, trackBody } from '../import/batches.ts'
import { startProgress } from '../import/progress.ts'
import { type ServiceAddress, sendBody } from '../import/send.ts'
import { type SampleFact } from './sample-fact.ts'

const patienceMs = 30_000

/** How many facts were new to the log, and how many it had. */
export type Sent = Pick<TrackAnswer, 'accepted' | 'duplicates'>

/**
 * Sends the facts in their order through the service's API, with a progress bar on the terminal.
 * Throws an ImportError when the service refuses, and an Error when it rejects a fact.
 */
export async function sendFacts(
  facts: SampleFact[],
  service: ServiceAddress,
  stop: AbortSignal,
): Promise<Sent> {
  const bodies = bodiesOf(facts)
  const progress = startProgress(sum(bodies.map(({ length }) => length)), process.stderr)
  const sender = { service, patienceMs, stop, onWait: progress.waits }
  const answers: TrackAnswer[] = []
  try {
    for (const body of bodies) {
      const answer = await sendBody(body, sender)
      answers.push(answer)
      progress.read(body.length)
      progress.settled(answer.receipts.length)
    }
  } finally {
    progress.stop()
  }
  return totals(answers)
}

function bodiesOf(facts: SampleFact[]): string[] {
  const events = facts.map(fact => JSON.stringify({ event: fact }))
  return Array.from({ length: Math.ceil(events.length / MAX_FACTS) }, (_, index) =>
    trackBody(events.slice(index * MAX_FACTS, (index + 1) * MAX_FACTS)),
  )
}

function totals(answers: TrackAnswer[]): Sent {
  const rejected = answers.flatMap(({ receipts }) => receipts).find(({ status }) => status === 'REJECTED')
  if (rejected) throw new Error(`The service rejects a fact of the sample: ${rejected.message}`)
  return {
    accepted: sum(answers.map(({ accepted }) => accepted)),
    duplicates: sum(answers.map(({ duplicates }) => duplicates)),
  }
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
