import { setTimeout as pause } from 'node:timers/promises'
import { type Run } from '../run.ts'
import { followStream } from './follow-stream.ts'

const query = 'subscription ($id: ID!) { alertChanged(id: $id) { state } }'

/** The state is stored before the client gets it. */
const mostMs = 15_000

/** A client that watches an alert, and whose connection also breaks by itself again and again. */
export function watchAlert(run: Run, project: string, id: string) {
  /** Each state that differs from the one before. */
  const states: string[] = []
  const following = followStream<{ alertChanged: { state: string } }>(
    run,
    { project, query, variables: { id } },
    ({ alertChanged }) => {
      if (alertChanged && alertChanged.state !== states.at(-1)) states.push(alertChanged.state)
    },
  )
  const dropping = dropAgain(run, following.drop)

  return {
    /** Ends. The client has seen exactly these states one after the other, after `UNKNOWN`. */
    async problems(expected: string[]): Promise<string[]> {
      const seen = () => states.filter(state => state !== 'UNKNOWN').join()
      const deadline = performance.now() + mostMs
      while (seen() !== expected.join() && performance.now() < deadline) await pause(100)
      dropping.abort()
      await following.end()
      return seen() === expected.join() ? [] : [`a subscriber of alert ${id} saw ${seen()}, not ${expected}`]
    },
    get streams() {
      return following.streams
    },
  }
}

function dropAgain({ random, signal }: Run, drop: () => void): AbortController {
  const ended = new AbortController()
  const until = AbortSignal.any([ended.signal, signal])
  const dropping = async () => {
    for (;;) {
      await pause(random.between(1_000, 5_000), undefined, { signal: until })
      drop()
    }
  }
  void dropping().catch(() => undefined)
  return ended
}
