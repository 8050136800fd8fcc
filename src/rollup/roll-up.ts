import { type Client } from 'pg'
import { type Logger } from 'pino'
import { type ClickHouse } from '../clickhouse/client.ts'
import { backfillDays } from './backfill-days.ts'
import { precomputeDays } from './precompute-days.ts'
import { rollUpDays } from './roll-up-days.ts'
import { VersionSweep } from './version-sweep.ts'

/** The longest pause of the projection for one run. The next run continues. */
const runMs = 200
/** The pause after a run that found nothing more to do. */
const pollMs = 250
/** The pause after a failure, which would likely happen again. Answers are right without the roll-up. */
const restMs = 60_000
const mostDays = 31

/** What is computed for days that have ended, in this order; as many days at once as fit into one run. */
const works = [rollUpDays, precomputeDays]

/** Keeps the daily roll-up and the precomputed days up to date, a short run at a time. */
export class RollUp {
  readonly #clickhouse: ClickHouse
  readonly #log: Logger
  #restsUntil = 0
  /** The days at once of each work. */
  readonly #days = works.map(() => mostDays)
  readonly #sweep = new VersionSweep()

  constructor(clickhouse: ClickHouse, log: Logger) {
    this.#clickhouse = clickhouse
    this.#log = log
  }

  /** Computes days for about 0.2 s, unless it rests. It does not fail. */
  async run(client: Client): Promise<void> {
    if (performance.now() < this.#restsUntil) return
    try {
      const isBusy = await this.#rollUpUntil(client, performance.now() + runMs)
      this.#restsUntil = isBusy ? 0 : performance.now() + pollMs
    } catch (error) {
      this.#restsUntil = performance.now() + restMs
      this.#days.fill(1)
      this.#log.error(
        { err: error },
        'days are not rolled up or precomputed for a minute: questions compute them',
      )
    }
  }

  /** @returns whether there may be more to do */
  async #rollUpUntil(client: Client, until: number): Promise<boolean> {
    let isBusy = true
    while (isBusy && performance.now() < until) isBusy = await this.#step(client)
    return isBusy
  }

  async #step(client: Client): Promise<boolean> {
    if (await backfillDays(client, this.#clickhouse)) return true
    for (const [i, work] of works.entries()) {
      const began = performance.now()
      const isBusy = await work(client, this.#clickhouse, this.#days[i]!)
      this.#days[i] = daysAfter(this.#days[i]!, performance.now() - began)
      if (isBusy) return true
    }
    await this.#sweep.run(client, this.#clickhouse)
    return false
  }
}

/** As many days in a step as fit into one run. */
const daysAfter = (days: number, tookMs: number) =>
  tookMs > runMs ? Math.ceil(days / 2) : Math.min(days * 2, mostDays)
