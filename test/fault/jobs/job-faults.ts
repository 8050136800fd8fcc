import { setTimeout as pause } from 'node:timers/promises'
import { type Run } from '../run.ts'
import { stopProblems } from '../stop-problems.ts'
import { type Worker } from './worker.ts'

/** A fault while both processes run jobs. */
export interface JobFault {
  what: string
  /** Returns the broken promises. */
  strike(run: Run, workers: [Worker, Worker]): Promise<string[]>
  /** Whether another attempt has to take over the jobs that ran. */
  isTakenOver?: boolean
  needsDisk?: boolean
  /** How many exports are asked for at once. Default: as many as the two processes run. */
  exports?: number
  /** The code with which an export may fail, if it is not done. */
  mayFailWith?: string
}

/** Longer than a lease. */
const pausedMs = 60_000
const outageMs = 6_000
/** Shorter than the pauses of the attempts that an export has. */
const diskMs = 4_000
/** Longer than these pauses for exports that begin at once, and shorter than the wait of the last ones for a place. */
const longDiskMs = 30_000

const mostToNoticeMs = 20_000

const killed = (worker: Worker) => worker.service().kill('node')

/** Starts a process again, which is ready soon. */
async function started(worker: Worker): Promise<void> {
  worker.start()
  await worker.service().ready()
}

const signalled = (worker: Worker, signal: 'SIGSTOP' | 'SIGCONT') =>
  process.kill(worker.service().pid, signal)

export const jobFaults: JobFault[] = [
  {
    what: 'one process is killed and does not come back for a minute',
    isTakenOver: true,
    strike: async ({ signal }, [one]) => {
      await killed(one)
      await pause(pausedMs, undefined, { signal })
      await started(one)
      return []
    },
  },
  {
    what: 'both processes are killed and start again',
    isTakenOver: true,
    strike: async (_, workers) => {
      await Promise.all(workers.map(killed))
      await Promise.all(workers.map(started))
      return []
    },
  },
  {
    what: 'one process is paused for longer than its lease, and goes on',
    isTakenOver: true,
    strike: async ({ signal }, [, other]) => {
      signalled(other, 'SIGSTOP')
      try {
        await pause(pausedMs, undefined, { signal })
      } finally {
        signalled(other, 'SIGCONT')
      }
      const isNoticed = await within(mostToNoticeMs, () => lostAttempts(other))
      return isNoticed ? [] : ['the paused process has not noticed that its jobs are lost']
    },
  },
  {
    what: 'PostgreSQL cannot be reached',
    strike: async ({ postgres, signal }) => {
      postgres!.network.lose()
      await pause(outageMs, undefined, { signal })
      postgres!.network.heal()
      return []
    },
  },
  {
    what: 'PostgreSQL crashes and starts again',
    strike: async ({ postgres, signal }) => {
      await postgres!.cluster.stop('immediate')
      await pause(outageMs, undefined, { signal })
      await postgres!.cluster.start()
      return []
    },
  },
  {
    what: 'the disk is full',
    needsDisk: true,
    strike: async ({ disk, signal }) => {
      await disk!.fillUpTo(0)
      await pause(diskMs, undefined, { signal })
      await disk!.makeRoom()
      return []
    },
  },
  {
    what: 'twenty exports are asked for at once, and the disk stays full until some have given up',
    needsDisk: true,
    exports: 20,
    mayFailWith: 'DISK_FULL',
    strike: async ({ disk, signal }) => {
      await disk!.fillUpTo(0)
      await pause(longDiskMs, undefined, { signal })
      await disk!.makeRoom()
      return []
    },
  },
  {
    what: 'both processes are stopped and start again',
    strike: async (_, workers) => {
      const ends = await Promise.all(workers.map(worker => worker.service().stop()))
      await Promise.all(workers.map(started))
      return ends.flatMap(stopProblems)
    },
  },
]

/** Whether a count becomes more than 0 within this time. */
async function within(ms: number, count: () => Promise<number>): Promise<boolean> {
  const deadline = performance.now() + ms
  while (performance.now() < deadline) {
    if (await count()) return true
    await pause(200)
  }
  return false
}

/** The attempts that a process has ended because it had lost their leases. */
async function lostAttempts({ url }: Worker): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const [, count] = /convograph_job_attempts_total\{kind="EXPORT",outcome="lost"\} (\d+)/.exec(text) ?? []
  return Number(count ?? 0)
}
