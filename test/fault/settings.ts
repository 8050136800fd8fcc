import { parseArgs } from 'node:util'
import { type ScenarioName, scenarios } from './scenarios.ts'

/** What the command line asks for. */
export interface Settings {
  scenario: ScenarioName
  seed: number
  /** How often the service is killed, or stopped. */
  kills: number
  clients: number
  /** Events per request. */
  batch: number
  /** How long a client rests between two batches. */
  pauseMs: number
  /** 0 for a free one. */
  port: number
  /** After so long everything is ended, and the verdict is FAIL. */
  seconds: number
}

/** @throws Error with a sentence about the argument that is wrong */
export function readSettings(args: string[]): Settings {
  const { values } = parseArgs({
    args,
    options: {
      scenario: { type: 'string', default: 'kill9' },
      seed: { type: 'string', default: '42' },
      kills: { type: 'string', default: '20' },
      clients: { type: 'string', default: '8' },
      batch: { type: 'string', default: '20' },
      pause: { type: 'string', default: '15' },
      port: { type: 'string', default: '0' },
      seconds: { type: 'string', default: '180' },
    },
  })
  return {
    scenario: scenarioNamed(values.scenario),
    seed: whole('seed', values.seed, 0, 2 ** 31),
    kills: whole('kills', values.kills, 0, 1_000),
    clients: whole('clients', values.clients, 1, 256),
    batch: whole('batch', values.batch, 1, 1_000),
    pauseMs: whole('pause', values.pause.replace(/ms$/, ''), 0, 10_000),
    port: whole('port', values.port, 0, 65_535),
    seconds: whole('seconds', values.seconds, 1, 3_600),
  }
}

function scenarioNamed(name: string): ScenarioName {
  if (Object.hasOwn(scenarios, name)) return name as ScenarioName
  throw new Error(`--scenario is one of: ${Object.keys(scenarios).join(', ')}`)
}

function whole(option: string, text: string, least: number, most: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= least && number <= most) return number
  throw new Error(`--${option} is a whole number from ${least} to ${most}`)
}
