import { setTimeout as pause } from 'node:timers/promises'
import { type Batch, projects } from '../load/batch.ts'
import { type Run } from '../run.ts'
import { followStream } from './follow-stream.ts'

const query = `subscription { answer(question: { measure: { metrics: [{ name: events }] } },
  range: { dates: { from: "2026-01-01", to: "2026-06-30" } }) { ... on MeasureAnswer { groups { numbers { value } } } } }`

interface Counted {
  answer: { groups: { numbers: { value: number }[] }[] }
}

/** The projection and the pause between two answers, on a busy machine. */
const mostMs = 30_000

/** A client that watches the number of events of a project. */
export function watchAnswer(run: Run) {
  const [project] = projects
  let latest = -1
  const following = followStream<Counted>(run, { project, query }, ({ answer }) => {
    if (answer) latest = answer.groups[0]!.numbers[0]!.value
  })

  return {
    /** Waits for the number of all sent events, and ends. */
    async problems(sent: Batch[]): Promise<string[]> {
      const expected = sent
        .filter(batch => batch.project === project)
        .reduce((sum, { events }) => sum + events.length, 0)
      const deadline = performance.now() + mostMs
      while (latest !== expected && performance.now() < deadline) await pause(100)
      await following.end()
      return latest === expected ? [] : [`the subscriber saw ${latest} events at last, not ${expected}`]
    },
    get streams() {
      return following.streams
    },
  }
}
