import { setTimeout as pause } from 'node:timers/promises'
import { type Run } from './run.ts'

/** One request to a probe. */
interface Look {
  path: 'live' | 'ready'
  at: number
  ms: number
  /** 0 for no answer. */
  status: number
}

/** Both probes, requested all the time, each separately. */
export interface Probes {
  looks: Look[]
  stop(): Promise<void>
}

const everyMs = 50
const mostMs = 3_000

export function watchProbes({ url, history }: Run): Probes {
  const looks: Look[] = []
  let isStopping = false
  const watch = async (path: Look['path']) => {
    let last: number | undefined
    while (!isStopping) {
      const look = await lookAt(url, path)
      looks.push(look)
      if (look.status !== last) history.add('probe', { ...look })
      last = look.status
      await pause(everyMs)
    }
  }
  const watching = Promise.all([watch('live'), watch('ready')])
  return {
    looks,
    stop: async () => {
      isStopping = true
      await watching
    },
  }
}

async function lookAt(url: string, path: Look['path']): Promise<Look> {
  const at = performance.now()
  const status = await fetch(`${url}/health/${path}`, { signal: AbortSignal.timeout(mostMs) }).then(
    async answer => {
      await answer.arrayBuffer()
      return answer.status
    },
    () => 0,
  )
  return { path, at, ms: performance.now() - at, status }
}
