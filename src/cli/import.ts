import 'reflect-metadata'
import { setFlagsFromString } from 'node:v8'
import { signToken } from '../auth/tokens/sign-token.ts'
import { readEnv } from '../env.ts'
import { importFiles } from './import/import-files.ts'
import { inputFile } from './import/input-file.ts'
import { startProgress } from './import/progress.ts'
import { helpText, type ImportSettings, importSettings, type OwnService } from './import/settings.ts'
import { emptyTally, exitCodeOf, summaryText } from './import/tally.ts'
import { messageOf } from './message-of.ts'

const PATIENCE_MS = 120_000
const INTERRUPTED = 130

const ownService: OwnService = {
  url: () => {
    const { host, port } = readEnv()
    const reachable = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host
    return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}/graphql`
  },
  token: () => {
    const env = readEnv()
    const expiresInSeconds = env.auth.maxLifetimeSeconds
    return signToken(env, { roles: ['service'], subject: 'import', expiresInSeconds })
  },
}

keepHeapSmall()
try {
  const settings = importSettings(process.argv.slice(2), ownService)
  if (settings === 'help') process.stdout.write(helpText)
  else process.exitCode = await runImport(settings)
} catch (error) {
  console.error(messageOf(error))
  process.exitCode = 1
}

/**
 * Makes V8 collect garbage early. By default the heap grows with the speed of allocation, to 300 MB on a machine with much
 * memory, although an import holds only a few batches. V8 reads these flags before the heap grows.
 */
function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=60')
}

/** Imports the files and returns the exit code. The summary is printed after an error too. */
async function runImport({ paths, service, ...settings }: ImportSettings): Promise<number> {
  const files = await Promise.all(paths.map(inputFile))
  const startedAt = performance.now()
  const stop = abortOnInterrupt()
  const tally = emptyTally()
  const progress = startProgress(
    files.reduce((total, { bytes }) => total + bytes, 0),
    process.stderr,
  )
  const contact = { isMade: false }
  const sender = { service, patienceMs: PATIENCE_MS, stop, contact, onWait: progress.wait }
  try {
    await importFiles({ ...settings, files, sender, tally, progress })
    return stop.aborted ? INTERRUPTED : exitCodeOf(tally)
  } catch (error) {
    if (stop.aborted) return INTERRUPTED
    throw error
  } finally {
    progress.stop()
    console.log(summaryText(tally, (performance.now() - startedAt) / 1_000))
  }
}

/** After the first Ctrl-C the batches in flight are finished; a second one ends the process at once. */
function abortOnInterrupt(): AbortSignal {
  const interrupt = new AbortController()
  process.once('SIGINT', () => {
    process.stderr.write('\nFinishing the batches in flight…\n')
    interrupt.abort()
  })
  return interrupt.signal
}
