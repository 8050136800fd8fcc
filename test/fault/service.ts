import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { postgresPids, type Target } from './postgres-pids.ts'
import { type Run } from './run.ts'

/** The service in its own process. */
export interface Service {
  pid: number
  isRunning(): boolean
  /** The seconds from the start until ready. Throws if the process ends first, or after three minutes. */
  ready(): Promise<number>
  kill(target: Target): Promise<void>
  /** Sends SIGTERM and waits up to 40 s; `code` is null if the process had to be killed. */
  stop(): Promise<{ code: number | null; seconds: number }>
}

const program = fileURLToPath(new URL('../../src/main.js', import.meta.url))
const mostToReadyMs = 180_000
const mostToStopMs = 40_000

/** Starts the service and makes it the one of this run. */
export function startService(run: Run): void {
  run.signal.throwIfAborted()
  run.service = spawnService(run)
}

/** The log is `service.log` in the folder. */
export function spawnService({
  url,
  folder,
  environment,
  history,
}: Pick<Run, 'url' | 'folder' | 'environment' | 'history'>): Service {
  const log = openSync(join(folder, 'service.log'), 'a')
  const child = spawn(process.execPath, [program], { env: environment, stdio: ['ignore', log, log] })
  closeSync(log)
  const began = performance.now()
  const secondsSince = (start: number) => (performance.now() - start) / 1_000
  const gone = once(child, 'exit')
  history.add('start', { pid: child.pid })

  return {
    pid: child.pid!,
    isRunning: () => !hasEnded(child),
    ready: async () => {
      while (!(await isReady(url))) {
        if (hasEnded(child)) throw new Error(`A start ended with ${child.exitCode ?? child.signalCode}`)
        if (performance.now() - began > mostToReadyMs)
          throw new Error('A start was not ready within three minutes')
        await pause(20)
      }
      const seconds = secondsSince(began)
      history.add('ready', { pid: child.pid, seconds })
      return seconds
    },
    kill: async target => {
      const postgres = await postgresPids(folder, target)
      history.add('kill', { target, pid: child.pid, postgres })
      // Not by pid, which another process may have after the end.
      child.kill('SIGKILL')
      for (const pid of postgres) killNow(pid)
      await gone
    },
    stop: async () => {
      const start = performance.now()
      history.add('stop', { pid: child.pid })
      child.kill('SIGTERM')
      await Promise.race([gone, pause(mostToStopMs, undefined, { ref: false })])
      const { exitCode: code } = child
      if (!hasEnded(child)) child.kill('SIGKILL')
      await gone
      history.add('stopped', { pid: child.pid, code, signal: child.signalCode })
      return { code, seconds: secondsSince(start) }
    },
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).catch(
    () => undefined,
  )
  await answer?.arrayBuffer().catch(() => undefined)
  return answer?.ok ?? false
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
