import { type App, createApp } from './app.ts'
import { progressLine } from './cli/progress-line.ts'
import { type Env } from './env.ts'

/** The service while it listens. */
export interface Running {
  env: Env
  /** Such as `http://127.0.0.1:8002`. */
  address: string
  /** Aborted when the service begins to stop. */
  stopping: AbortSignal
  /** Answers what is under way, stops everything and ends this process with code 0. */
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
    const stop = stopOnSignal(starting, stopping)
    const address = await starting.then(app => app.listen())
    progress.done()
    outcome = 'stopped'
    await whenListening({ env, address, stopping: stopping.signal, stop })
  } catch (error) {
    progress.done()
    // What a stop cuts off has not failed; the stop itself ends the process.
    if (!stopping.signal.aborted) await giveUp(`Convograph ${outcome}: ${messageOf(error)}`, starting)
  }
}

/** The first signal lets requests under way finish; a second one does not wait. */
function stopOnSignal(starting: Promise<App>, stopping: AbortController): () => Promise<never> {
  const stop = async () => {
    if (stopping.signal.aborted) process.exit(1)
    stopping.abort()
    await closed(starting)
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return stop
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

async function giveUp(reason: string, starting: Promise<App> | undefined): Promise<never> {
  process.stderr.write(`${reason}\n`)
  await closed(starting)
  process.exit(1)
}

/** A service that did not come up has stopped what it had started by itself. */
async function closed(starting: Promise<App> | undefined): Promise<void> {
  const app = await starting?.catch(() => undefined)
  await app?.close()
}
