import { type Pool } from 'pg'
import { type Env } from '../env.ts'
import { createLane, type Lane } from './lane.ts'
import { createRates, type Rates } from './rates.ts'
import { createStrangers, type Strangers } from './strangers.ts'

/** What lets requests in. */
export interface Gate {
  rates: Rates
  strangers: Strangers
  /** Lanes of their own, so that tracking, questions and logins do not starve each other. */
  lanes: Record<'tracking' | 'questions' | 'logins', Lane>
}

/** Passwords are looked at one after the other. */
const mostLogins = 8
/** So many may wait for a place, for each that there is. */
const waitingPerPlace = 4

export function createGate(pool: Pool, { limits, rates }: Env): Gate {
  const lane = (name: string, running: number) =>
    createLane(name, { running, waiting: running * waitingPerPlace, waitMs: limits.queueMs })
  return {
    rates: createRates(pool, rates),
    strangers: createStrangers(),
    lanes: {
      tracking: lane('requests that track', limits.tracking),
      questions: lane('questions', limits.questions),
      logins: lane('logins', mostLogins),
    },
  }
}
