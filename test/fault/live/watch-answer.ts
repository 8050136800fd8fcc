import { setTimeout as pause } from 'node:timers/promises'
import { eventStream } from '../../support/streams/event-stream.ts'
import { type Batch, projects } from '../load/batch.ts'
import { tokensOf } from '../load/tokens.ts'
import { type Run } from '../run.ts'

const query = `subscription { answer(question: { measure: { metrics: [{ name: events }] } },
  range: { dates: { from: "2026-01-01", to: "2026-06-30" } }) { ... on MeasureAnswer { groups { numbers { value } } } } }`

interface Counted {
  answer: { groups: { numbers: { value: number }[] }[] }
}

/** The projection and the pause between two answers, on a busy machine. */
const mostMs = 30_000

/** A client that watches the number of events of a project and subscribes again whenever its stream ends. */
export function watchAnswer(run: Run) {
  const [project] = projects
  const token = tokensOf(run.env)(project)
  let latest = -1
  let streams = 0
  let isEnding = false
  let leave = () => {}

  const follow = async () => {
    const stream = await eventStream({ url: `${run.url}/graphql` }, token, query)
    leave = stream.close
    streams += 1
    for (let message = await stream.next(); message; message = await stream.next()) {
      const { answer } = (message.data?.data ?? {}) as Partial<Counted>
      if (answer) latest = answer.groups[0]!.numbers[0]!.value
    }
  }
  const following = (async () => {
    while (!isEnding) {
      await follow().catch(() => undefined)
      await pause(200)
    }
  })()

  return {
    /** Waits for the number of all sent events, and ends. */
    async problems(sent: Batch[]): Promise<string[]> {
      const expected = sent
        .filter(batch => batch.project === project)
        .reduce((sum, { events }) => sum + events.length, 0)
      const deadline = performance.now() + mostMs
      while (latest !== expected && performance.now() < deadline) await pause(100)
      isEnding = true
      leave()
      await following
      return latest === expected ? [] : [`the subscriber saw ${latest} events at last, not ${expected}`]
    },
    get streams() {
      return streams
    },
  }
}
