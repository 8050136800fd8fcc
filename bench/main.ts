import 'reflect-metadata'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { progressLine } from '../src/cli/progress-line.ts'
import { anomalyFigures } from './anomalies/anomalies.ts'
import { behaviour } from './behaviour/behaviour.ts'
import { behaviourReport } from './behaviour/behaviour-report.ts'
import { postgresFunnel } from './behaviour/postgres-funnel.ts'
import { beside } from './beside.ts'
import { customQueries } from './custom-queries/custom-queries.ts'
import { dashboards } from './dashboards/dashboards.ts'
import { dashboardsReport } from './dashboards/dashboards-report.ts'
import { exportFigures } from './exports.ts'
import { type Figure } from './figure.ts'
import { figuresTable } from './figures-table.ts'
import { forwardingFigures } from './forwarding.ts'
import { freshness } from './freshness.ts'
import { importFigures } from './incoming/import.ts'
import { spanFigures } from './incoming/spans.ts'
import { ingest } from './ingest.ts'
import { alertFigures } from './live/alerts.ts'
import { budgetFigures } from './live/budgets.ts'
import { streamFigures } from './live/streams.ts'
import { load } from './load.ts'
import { memory } from './memory.ts'
import { help, type Options, type Part, parts, readOptions } from './options.ts'
import { behaviourQuestions } from './questions/behaviour-questions.ts'
import { questionFigures } from './questions/questions.ts'
import { totalsQuestions } from './questions/totals-questions.ts'
import { totalsReport } from './questions/totals-report.ts'
import { removalFigures } from './removals/removals.ts'
import { report } from './report.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import { singleEvents } from './single-events.ts'
import { wrapperFigures } from './wrappers/wrappers.ts'

const progress = progressLine()
try {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') process.stdout.write(help)
  else await bench(options)
} catch (error) {
  progress.done()
  process.stderr.write(`The benchmark failed: ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}

async function bench(options: Options): Promise<void> {
  const startedAt = new Date()
  if (options.topic === 'anomalies') return printed(figuresTable(anomalyFigures(progress.show), startedAt))
  if (options.topic === 'wrappers')
    return printed(figuresTable(await wrapperFigures(progress.show), startedAt))
  await using started = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'convograph-bench-'))
  started.defer(() => leave(dataDir, options.isKept))
  const server = await startServer(dataDir, progress.show)
  started.defer(server.stop)
  process.once('SIGINT', () => server.stop())
  const table = await tableOf(server, dataDir, options, startedAt)
  printed(table)
}

function printed(table: string): void {
  progress.done()
  process.stdout.write(`${table}\n`)
}

async function tableOf(
  server: ServerProcess,
  dataDir: string,
  options: Options,
  startedAt: Date,
): Promise<string> {
  const { topic, size, sizes } = options
  const { show } = progress
  switch (topic) {
    case 'behaviour':
      return behaviourReport(await behaviour(server, behaviourQuestions, sizes, show), startedAt)
    case 'totals':
      return totalsReport(await behaviour(server, totalsQuestions, sizes, show), startedAt)
    case 'dashboards':
      return dashboardsReport(await dashboards(server, size, show), size, startedAt)
    case 'sql':
      return report(options, await customQueries(server, size, show), startedAt)
    case 'streams':
      return report(options, await streamFigures(server, show), startedAt)
    case 'alerts':
      return report(options, await alertFigures(server, size, show), startedAt)
    case 'spans':
      return report(options, await spanFigures(server), startedAt)
    case 'import':
      return report(options, await importFigures(server, dataDir, size, show), startedAt)
    case 'budgets':
      return report(options, await budgetFigures(server, show), startedAt)
    default:
      return report(options, await measure(server, dataDir, options), startedAt)
  }
}

async function measure(server: ServerProcess, dataDir: string, { size, only }: Options): Promise<Figure[]> {
  const measures: Record<Part, () => Promise<Figure[]>> = {
    ingest: () => ingest(server),
    single: () => singleEvents(server),
    forwarding: () => forwardingFigures(server, progress.show),
    load: () => load(server, size, progress.show),
    freshness: () => freshness(server),
    beside: () => beside(server, progress.show),
    questions: () => questionFigures(server, progress.show),
    exports: () => exportFigures(server, size, progress.show),
    postgres: () => postgresFunnel(server),
    memory: () => memory(server.pid, dataDir),
    removals: () => removalFigures(server, size, progress.show),
  }
  const figures: Figure[] = []
  for (const part of parts.filter(part => only.includes(part))) {
    progress.show(`Measuring ${part}`)
    figures.push(...(await measures[part]()))
  }
  return figures
}

async function leave(dataDir: string, isKept: boolean): Promise<void> {
  if (isKept) process.stderr.write(`The data is in ${dataDir}\n`)
  else await rm(dataDir, { recursive: true, force: true })
}
