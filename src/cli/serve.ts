import { type App } from '../app.ts'
import { type Env } from '../env.ts'
import { messageOf } from './message-of.ts'
import { progressLine } from './progress-line.ts'
import { untilReady } from './until-ready.ts'

/** The service while it listens. */
export interface Running {
  env: Env
  /** Such as `http://127.0.0.1:8002`. */
  address: string
  /** Aborted when the service begins to stop. */
  stopping: AbortSignal
  /** Drains, finishes the running requests, stops everything and exits: with 0, or with 1 if a request was cut off. */
  stop(): Promise<never>
}

/**
 * Starts the service, calls `whenReady` once it answers questions, and serves until SIGINT or SIGTERM. An error stops
 * everything, is printed in one line, and the exit code is 1.
 */
export async function serve(
  readSettings: () => Env,
  whenReady: (running: Running) => Promise<void> | void,
): Promise<void> {
  const progress = progressLine()
  const stopping = new AbortController()
  let starting: Promise<App> | undefined
  let outcome = 'did not start'
  try {
    const env = readSettings()
    starting = loadApp(env, progress.show)
    const stop = stopOnSignal(starting, stopping, env.drainSeconds)
    const app = await starting
    void app.stuck.then(({ message }) => giveUp(`Convograph stopped: ${message}`, starting))
    if (stopping.signal.aborted) return
    const address = await app.listen()
    progress.done()
    outcome = 'stopped'
    await untilReady(app, stopping.signal, reason => {
      process.stderr.write(`Convograph listens on ${address} but is not ready: ${reason}.\n`)
    })
    if (stopping.signal.aborted) return
    await whenReady({ env, address, stopping: stopping.signal, stop })
  } catch (error) {
    progress.done()
    // An error after the stop began is a consequence of the stop, which ends the process itself.
    if (!stopping.signal.aborted) await giveUp(`Convograph ${outcome}: ${messageOf(error)}`, starting)
  }
}

/** Loads the service only now, so that `--help` and a wrong option are answered at once. */
async function loadApp(env: Env, report: (step: string) => void): Promise<App> {
  const { createApp } = await import('../app.ts')
  return createApp(env, report)
}

/** Under npm one Ctrl-C arrives twice: the terminal signals every process of the group, and npm forwards its signal. */
const sameSignalMs = 1_000
/** The longest time for a stop after the drain. If it takes longer, something hangs, and the process exits. */
const mostStopMs = 30_000

/** After the first signal the running requests finish; a later signal ends the process at once. */
function stopOnSignal(
  starting: Promise<App>,
  stopping: AbortController,
  drainSeconds: number,
): () => Promise<never> {
  const stop = async () => {
    stopping.abort()
    setTimeout(() => process.exit(1), drainSeconds * 1_000 + mostStopMs)
    return process.exit((await closed(starting)) ? 0 : 1)
  }
  let firstSignal: number | undefined
  const onSignal = () => {
    firstSignal ??= performance.now()
    if (performance.now() - firstSignal > sameSignalMs) process.exit(1)
    if (!stopping.signal.aborted) void stop()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return stop
}

async function giveUp(reason: string, starting: Promise<App> | undefined): Promise<never> {
  process.stderr.write(`${reason}\n`)
  setTimeout(() => process.exit(1), mostStopMs)
  await closed(starting)
  process.exit(1)
}

/** Whether no request was cut off. A service that failed to start has stopped its parts already. */
async function closed(starting: Promise<App> | undefined): Promise<boolean> {
  const app = await starting?.catch(() => undefined)
  return app ? app.close() : true
}
