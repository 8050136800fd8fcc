import { setFlagsFromString } from 'node:v8'
import { signToken } from '../../auth/tokens/sign-token.ts'
import { readEnv } from '../../env.ts'
import { localAddress } from '../../http/local-address.ts'
import { firstRow } from './file-events.ts'
import { createSpool } from './identities/spool.ts'
import { importFiles } from './import-files.ts'
import { type InputFile } from './input-file.ts'
import { inputFiles } from './input-files.ts'
import { type Progress, startProgress } from './progress.ts'
import { type Reading } from './reading.ts'
import { emptyContents } from './report/contents.ts'
import { reportText } from './report/report-text.ts'
import { type SenderSettings } from './send.ts'
import { helpText, type ImportSettings, importSettings, type OwnService } from './settings.ts'
import { sourceOf, sources } from './sources/index.ts'
import { emptyTally, exitCodeOf } from './tally.ts'

const PATIENCE_MS = 120_000
const INTERRUPTED = 130

const ownService: OwnService = {
  url: () => `${localAddress(readEnv())}/graphql`,
  token: () => {
    const env = readEnv()
    const expiresInSeconds = env.auth.maxLifetimeSeconds
    return signToken(env, { roles: ['service'], subject: 'import', expiresInSeconds })
  },
}

/**
 * The command: imports files as the arguments say, or prints the help. Returns the exit code.
 * @throws ImportError for wrong arguments, and for an import that could not be finished
 */
export async function importCommand(args: string[]): Promise<number> {
  keepHeapSmall()
  const settings = importSettings(args, ownService)
  if (settings !== 'help') return runImport(settings)
  process.stdout.write(helpText)
  return 0
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
async function runImport({ paths, isDryRun, ...settings }: ImportSettings): Promise<number> {
  const files = await inputFiles(paths)
  const reading = await withSource(files, settings)
  const startedAt = performance.now()
  const counted = { tally: emptyTally(), contents: emptyContents(), spool: createSpool() }
  const progress = startProgress(
    files.reduce((total, { bytes }) => total + bytes, 0),
    process.stderr,
  )
  const sender = senderOf(settings, progress)
  const dryRun = isDryRun ? (await import('./dry-run.ts')).dryRunOf() : undefined
  try {
    await importFiles({ ...settings, ...counted, files, reading, sender, dryRun, progress })
    return sender.stop.aborted ? INTERRUPTED : exitCodeOf(counted.tally)
  } catch (error) {
    if (sender.stop.aborted) return INTERRUPTED
    throw error
  } finally {
    progress.stop()
    counted.tally.users = counted.spool.users()
    counted.spool.close()
    console.log(reportText(counted, (performance.now() - startedAt) / 1_000, isDryRun))
  }
}

function senderOf({ service }: Pick<ImportSettings, 'service'>, { wait }: Progress): SenderSettings {
  const contact = { isMade: false }
  return { service, patienceMs: PATIENCE_MS, stop: abortOnInterrupt(), contact, onWait: wait }
}

/** The reading with the product that the first row is from, unless the options say what the rows are. */
async function withSource(
  files: InputFile[],
  { reading, isGuessed }: Pick<ImportSettings, 'reading' | 'isGuessed'>,
): Promise<Reading> {
  if (!isGuessed) return reading
  const row = await firstRow(files[0]!, reading)
  const source = row && sourceOf(row)
  if (source === undefined) return reading
  console.error(`The first row is from ${sources[source].title}: reading the files with --from ${source}`)
  return { ...reading, source }
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
