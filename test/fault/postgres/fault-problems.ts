import { refusalProblems, type Sample } from '../load/sample.ts'
import { type Probes } from '../probes.ts'
import { role } from './cluster.ts'
import { type Fault, type Reach } from './fault.ts'
import { type Recovery } from './recovery.ts'

/** The observations from the strike to the recovery. */
interface Seen {
  samples: Sample[]
  looks: Probes['looks']
  recovery: Recovery
  /** The growth of the service's memory in megabytes. */
  grown: number
}

const mostRecoveryMs = 2_000
const mostGrownMb = 100
/** Half a second for both engines, and more than enough for a busy machine. */
const mostProbeMs = 2_000
/** This many probes in a row may fail on a busy machine. */
const blip = 2
/** The pools, the session that projects, and one that starts while another ends. */
const mostSessions = 4 + 8 + 1 + 1 + 1

/** The problems during a fault and after it. */
export async function faultProblems(reach: Reach, fault: Fault, seen: Seen): Promise<string[]> {
  return [
    ...(reach.run.service!.isRunning() ? [] : ['the service ended']),
    ...refusalProblems(seen.samples),
    ...sampleProblems(fault, seen.samples),
    ...recoveryProblems(seen.recovery),
    ...(seen.grown > mostGrownMb ? [`it grew by ${seen.grown} MB`] : []),
    ...probeProblems(fault, seen.looks),
    ...(await sessionProblems(reach)),
  ]
}

function sampleProblems({ refuses, mostMs }: Fault, samples: Sample[]): string[] {
  const mute = samples.filter(({ failure }) => failure)
  const longest = Math.max(...samples.map(({ ms }) => ms))
  return [
    ...(mute.length ? [`${mute.length} without an answer, such as ${mute[0]!.failure}`] : []),
    ...(refuses && samples.every(({ status }) => status !== 503) ? ['nothing was refused'] : []),
    ...(mostMs && longest > mostMs ? [`an answer took ${longest.toFixed()} ms`] : []),
  ]
}

function recoveryProblems({ refused, unready }: Recovery): string[] {
  return [
    ...(refused === undefined ? ['no 100 answers in a row afterwards'] : []),
    ...(unready === undefined ? ['/health/ready is not 200 afterwards'] : []),
    ...(Number(refused) > mostRecoveryMs ? [`${refused!.toFixed()} ms later a request was refused`] : []),
    ...(Number(unready) > mostRecoveryMs ? [`${unready!.toFixed()} ms later it was not ready`] : []),
  ]
}

function probeProblems({ ready }: Fault, looks: Probes['looks']): string[] {
  const statusesOf = (path: string) => looks.filter(look => look.path === path).map(({ status }) => status)
  const lives = statusesOf('live')
  const readies = statusesOf('ready')
  const hasFallen = readies.includes(503)
  const slowest = Math.max(...looks.map(({ ms }) => ms))
  return [
    ...(lives.every(status => status === 200) ? [] : ['/health/live was not 200 throughout']),
    ...(readies.every(status => status === 200 || status === 503) ? [] : ['/health/ready did not answer']),
    ...(ready === 'falls' && !hasFallen ? ['/health/ready did not fall'] : []),
    ...(ready === 'stays' && longestFall(readies) > blip ? ['/health/ready fell'] : []),
    ...(slowest > mostProbeMs ? [`a probe took ${slowest.toFixed()} ms`] : []),
  ]
}

function longestFall(statuses: number[]): number {
  let longest = 0
  let falling = 0
  for (const status of statuses) {
    falling = status === 200 ? 0 : falling + 1
    longest = Math.max(longest, falling)
  }
  return longest
}

async function sessionProblems({ cluster }: Reach): Promise<string[]> {
  const [found] = await cluster.query<{ sessions: number; hanging: number }>(
    `select count(*)::int as sessions,
       count(*) filter (where state <> 'idle' and now() - state_change > interval '6 s')::int as hanging
     from pg_stat_activity
     where usename = $1`,
    [role],
  )
  const { sessions, hanging } = found!
  return [
    ...(sessions > mostSessions ? [`the service has ${sessions} sessions`] : []),
    ...(hanging ? [`${hanging} of its statements hang`] : []),
  ]
}
