import { type Client } from 'pg'
import { type Logger } from 'pino'
import { type ClickHouse } from '../clickhouse/client.ts'
import { listDays } from './list-days.ts'
import { rollUpDays } from './roll-up-days.ts'

/** Brings the days that are kept up to date, as far as that goes in a moment. It does not fail. */
type RollUp = (client: Client) => Promise<void>

/** The projection stands still as long: what is left is for the next time. */
const momentMs = 200
/** How often it looks for something to do. */
const pollMs = 250
const restMs = 60_000
const mostDays = 31

/** After a failure it rests for a minute, since it would likely fail again: answers are right without it. */
export function createRollUp(clickhouse: ClickHouse, log: Logger): RollUp {
  let restsUntil = 0
  let days = mostDays

  const step = async (client: Client): Promise<boolean> => {
    if (await listDays(client, clickhouse)) return true
    const began = performance.now()
    const isBusy = await rollUpDays(client, clickhouse, days)
    days = daysAfter(days, performance.now() - began)
    return isBusy
  }

  return async client => {
    if (performance.now() < restsUntil) return
    const until = performance.now() + momentMs
    try {
      let isBusy = true
      while (isBusy && performance.now() < until) isBusy = await step(client)
      restsUntil = isBusy ? 0 : performance.now() + pollMs
    } catch (error) {
      restsUntil = performance.now() + restMs
      days = 1
      log.error({ err: error }, 'daily statistics are not rolled up for a minute: questions compute them')
    }
  }
}

/** As many days in a step as a moment allows. */
const daysAfter = (days: number, tookMs: number) =>
  tookMs > momentMs ? Math.ceil(days / 2) : Math.min(days * 2, mostDays)
