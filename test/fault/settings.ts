import { parseArgs } from 'node:util'
import { CannotRun } from './cannot-run.ts'
import { type FaultName, faults } from './postgres/faults.ts'
import { type ScenarioName, scenarios } from './scenarios.ts'

/** The options of the command line. */
export interface Settings {
  scenario: ScenarioName
  seed: number
  /** The number of kills. */
  kills: number
  /** The number of stops. */
  times: number
  /** The faults of PostgreSQL, in this order. */
  faults: FaultName[]
  /** The duration of a fault that lasts. */
  outageMs: number
  /** Clients that send one request after another. */
  clients: number
  /** Requests per second, sent at their intended times. */
  rps: number
  /** Requests of a flood. */
  requests: number
  /** The share of requests that are questions. */
  questions: number
  /** The largest number of connections at once. */
  connections: number
  /** Events per request. */
  batch: number
  /** The pause of a client between two batches. */
  pauseMs: number
  /** 0 for a free one. */
  port: number
  /** After this many seconds everything is ended, and the verdict is FAIL. */
  seconds: number
}

/** Defaults for each scenario: enough load to meet its faults. */
const usual = {
  kill9: { batch: 20, rps: 0, questions: 0, connections: 0, seconds: 400 },
  sigterm: { batch: 5, rps: 200, questions: 0.05, connections: 100, seconds: 900 },
  pg: { batch: 5, rps: 25, questions: 0.2, connections: 1_000, seconds: 600 },
  disk: { batch: 60, rps: 15, questions: 0.2, connections: 1_000, seconds: 400 },
  jobs: { batch: 600, rps: 0, questions: 0, connections: 0, seconds: 1_800 },
  live: { batch: 20, rps: 0, questions: 0, connections: 0, kills: 5, seconds: 1_800 },
  forward: { batch: 20, rps: 0, questions: 0, connections: 0, kills: 5, seconds: 1_800 },
  shard: { batch: 20, rps: 0, questions: 0, connections: 0, kills: 10, seconds: 900 },
  removals: { batch: 20, rps: 0, questions: 0, connections: 0, kills: 6, seconds: 2_400 },
  overload: { batch: 5, rps: 0, questions: 0.1, connections: 1_000, seconds: 600 },
} satisfies Record<ScenarioName, Usual>

type Usual = Pick<Settings, 'batch' | 'rps' | 'questions' | 'connections' | 'seconds'> & { kills?: number }

const options = {
  scenario: { type: 'string', default: 'kill9' },
  seed: { type: 'string', default: '42' },
  kills: { type: 'string' },
  times: { type: 'string', default: '20' },
  faults: { type: 'string', default: Object.keys(faults).join(',') },
  outage: { type: 'string', default: '6' },
  clients: { type: 'string', default: '8' },
  rps: { type: 'string' },
  requests: { type: 'string', default: '20000' },
  batch: { type: 'string' },
  pause: { type: 'string', default: '15' },
  port: { type: 'string', default: '0' },
  seconds: { type: 'string' },
} as const

/** @throws CannotRun with a sentence about the argument that is wrong */
export function readSettings(args: string[]): Settings {
  const values = valuesOf(args)
  const scenario = scenarioNamed(values.scenario)
  const { batch, rps, seconds, kills = 20, ...others }: Usual = usual[scenario]
  return {
    scenario,
    ...others,
    seed: whole('seed', values.seed, 0, 2 ** 31),
    kills: whole('kills', values.kills ?? String(kills), 0, 1_000),
    times: whole('times', values.times, 0, 1_000),
    faults: values.faults.split(',').map(faultNamed),
    outageMs: whole('outage', values.outage, 1, 60) * 1_000,
    clients: whole('clients', values.clients, 1, 256),
    rps: whole('rps', values.rps ?? String(rps), 0, 2_000),
    requests: whole('requests', values.requests, 100, 100_000),
    batch: whole('batch', values.batch ?? String(batch), 1, 1_000),
    pauseMs: whole('pause', values.pause.replace(/ms$/, ''), 0, 10_000),
    port: whole('port', values.port, 0, 65_535),
    seconds: whole('seconds', values.seconds ?? String(seconds), 1, 3_600),
  }
}

function valuesOf(args: string[]) {
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new CannotRun(`${(error as Error).message.split('. ')[0]}. --help lists the options.`)
  }
}

function scenarioNamed(name: string): ScenarioName {
  if (Object.hasOwn(scenarios, name)) return name as ScenarioName
  throw new CannotRun(`--scenario is one of: ${Object.keys(scenarios).join(', ')}`)
}

function faultNamed(name: string): FaultName {
  if (Object.hasOwn(faults, name)) return name as FaultName
  throw new CannotRun(`--faults is a list of: ${Object.keys(faults).join(',')}`)
}

function whole(option: string, text: string, least: number, most: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= least && number <= most) return number
  throw new CannotRun(`--${option} has to be a whole number from ${least} to ${most}`)
}
