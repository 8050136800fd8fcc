import { type App, createApp } from '../app.ts'
import { type Env } from '../env.ts'
import { progressLine } from './progress-line.ts'

/** The service while it listens. */
export interface Running {
  env: Env
  /** Such as `http://127.0.0.1:8002`. */
  address: string
  /** Aborted when the service begins to stop. */
  stopping: AbortSignal
  /** Drains, answers what is under way, stops everything and ends this process: with 0 unless an answer was cut. */
  stop(): Promise<never>
}

/**
 * Starts the service, does `whenListening` and serves until SIGINT or SIGTERM. A failure on the way is one line on
 * the terminal and exit code 1, once everything is stopped.
 */
export async function serve(
  readSettings: () => Env,
  whenListening: (running: Running) => Promise<void> | void,
): Promise<void> {
  const progress = progressLine()
  const stopping = new AbortController()
  let starting: Promise<App> | undefined
  let outcome = 'did not start'
  try {
    const env = readSettings()
    starting = createApp(env, progress.show)
    const stop = stopOnSignal(starting, stopping, env.drainSeconds)
    const app = await starting
    void app.stuck.then(({ message }) => giveUp(`Convograph stopped: ${message}`, starting))
    if (stopping.signal.aborted) return
    const address = await app.listen()
    progress.done()
    outcome = 'stopped'
    await whenListening({ env, address, stopping: stopping.signal, stop })
  } catch (error) {
    progress.done()
    // What a stop cuts off has not failed; the stop itself ends the process.
    if (!stopping.signal.aborted) await giveUp(`Convograph ${outcome}: ${messageOf(error)}`, starting)
  }
}

/** One Ctrl-C arrives twice under npm: the terminal signals the whole group, and npm passes its own on. */
const sameSignalMs = 1_000
/** A stop that takes longer, beside the drain, is given up: something hangs. */
const mostStopMs = 30_000

/** The first signal lets requests under way finish; one that comes later does not wait. */
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

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

async function giveUp(reason: string, starting: Promise<App> | undefined): Promise<never> {
  process.stderr.write(`${reason}\n`)
  setTimeout(() => process.exit(1), mostStopMs)
  await closed(starting)
  process.exit(1)
}

/** Whether nothing was cut off. A service that did not come up has stopped what it had started by itself. */
async function closed(starting: Promise<App> | undefined): Promise<boolean> {
  const app = await starting?.catch(() => undefined)
  return app ? app.close() : true
}
