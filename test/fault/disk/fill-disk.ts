import { setTimeout as pause } from 'node:timers/promises'
import { type OpenLoop } from '../load/open-loop.ts'
import { countsOf, refusalProblems } from '../load/sample.ts'
import { awaitSteady } from '../postgres/recovery.ts'
import { type Probes, watchProbes } from '../probes.ts'
import { type Run } from '../run.ts'
import { type Outcome } from '../run-scenario.ts'
import { endPostgres } from './end-postgres.ts'

interface Way {
  what: string
  /** The megabytes that are left for the service. */
  freeMb: number
  /** The next step once the disk is full. */
  strike?(run: Run): Promise<void>
  /** The answer of /health/ready at the end. */
  says: string
}

const ways: Way[] = [
  { what: 'by what the service writes', freeMb: 56, says: '"disk":"full"' },
  { what: 'by another program, at once', freeMb: 0, says: '"disk":"full"' },
  {
    what: 'until PostgreSQL ends',
    freeMb: 0,
    strike: endPostgres,
    says: '"disk":"full","postgresql":"restarting"',
  },
]

const mostToFullMs = 90_000
/** A restart takes at most 5 s once there is room, and the projection takes as long again. */
const mostRecoveryMs = 15_000

/** Fills the disk under both embedded databases for a while, under load; afterwards everything works by itself. */
export async function fillDisk(run: Run, load: OpenLoop, outcome: Outcome): Promise<void> {
  const probes = watchProbes(run)
  try {
    for (const way of ways) {
      outcome.problems.push(
        ...(await fillOnce(run, load, probes, way)).map(problem => `${way.what}: ${problem}`),
      )
      outcome.struck.fills = Number(outcome.struck.fills ?? 0) + 1
    }
  } finally {
    await probes.stop()
  }
  outcome.struck.answers = `"${countsOf(load.samples)}"`
}

async function fillOnce(run: Run, load: OpenLoop, probes: Probes, way: Way): Promise<string[]> {
  const disk = run.disk!
  await awaitSteady(run, load, probes, performance.now())
  const began = performance.now()
  run.history.add('fill', { way: way.what })
  await disk.fillUpTo(way.freeMb)
  const full = await awaitFull(run, load, began)
  await way.strike?.(run)
  await keepFull(run)
  const readiness = await readinessWhileFull(run)
  await disk.makeRoom()
  const healed = performance.now()
  run.history.add('room', { way: way.what })
  const recovery = await awaitSteady(run, load, probes, healed)
  const samples = load.samples.filter(({ at, ms }) => at + ms >= began)
  const lives = probes.looks.filter(({ path, at }) => path === 'live' && at >= began)
  run.say(
    `full ${way.what}: ${countsOf(samples)}; ready said ${readiness}; back after ${recovery.refused?.toFixed() ?? '?'} ms, ready after ${recovery.unready?.toFixed() ?? '?'} ms`,
  )
  return [
    ...(run.service!.isRunning() ? [] : ['the service ended']),
    ...(full ? [] : ['nothing was refused']),
    ...(readiness.startsWith('503 ') && readiness.includes(way.says)
      ? []
      : [`/health/ready said ${readiness}`]),
    ...(lives.every(({ status }) => status === 200) ? [] : ['/health/live was not 200 throughout']),
    ...refusalProblems(samples),
    ...lateness('a request was refused', recovery.refused),
    ...lateness('/health/ready was not 200', recovery.unready),
  ]
}

/** Waits for a refused request: then the databases have reached the end of the disk. */
async function awaitFull(run: Run, load: OpenLoop, began: number): Promise<boolean> {
  while (performance.now() - began < mostToFullMs) {
    if (load.samples.some(({ at, kind, status }) => at >= began && kind === 'track' && status === 503))
      return true
    await pause(50, undefined, { signal: run.signal })
  }
  return false
}

/** Fills the space that the databases free. */
async function keepFull({ disk, settings, signal }: Run): Promise<void> {
  const until = performance.now() + settings.outageMs
  while (performance.now() < until) {
    await disk!.fillUpTo(0)
    await pause(100, undefined, { signal })
  }
}

async function readinessWhileFull({ url, history, disk }: Run): Promise<string> {
  const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(3_000) })
  const { embedded } = (await answer.json()) as { embedded?: object }
  history.add('full', { freeMb: await disk!.freeMb(), status: answer.status, embedded })
  return `${answer.status} ${JSON.stringify(embedded)}`
}

function lateness(what: string, ms: number | undefined): string[] {
  if (ms === undefined) return [`${what} for 30 s after there was room`]
  return ms > mostRecoveryMs ? [`${what} ${ms.toFixed()} ms after there was room`] : []
}
