import { type Client } from 'pg'
import { type Logger } from 'pino'
import { type ClickHouse } from '../clickhouse/client.ts'
import { backfillDays } from './backfill-days.ts'
import { precomputeDays } from './precompute-days.ts'
import { rollUpDays } from './roll-up-days.ts'
import { VersionSweep } from './version-sweep.ts'

/** The longest time of one run, and the intended time of a step, which an event that arrives meanwhile waits for. */
const runMs = 200
/** The pause after a run that found nothing more to do. */
const pollMs = 250
/** The pause after a failure, which would likely happen again. Answers are right without the roll-up. */
const restMs = 60_000
const mostDays = 31

/** What is computed for days that have ended, in this order; as many days at once as fit into one step. */
const works = [rollUpDays, precomputeDays]

/** Keeps the daily roll-up and the precomputed days up to date, a short run at a time. */
export class RollUp {
  readonly #clickhouse: ClickHouse
  readonly #log: Logger
  #restsUntil = 0
  /** The days at once of each work: one at first, because nobody knows how long a day takes. */
  readonly #days = works.map(() => 1)
  readonly #sweep = new VersionSweep()

  constructor(clickhouse: ClickHouse, log: Logger) {
    this.#clickhouse = clickhouse
    this.#log = log
  }

  /** Ends the rest after a failure, because its reason may be gone. */
  resume(): void {
    this.#restsUntil = 0
  }

  /** Computes days for about 0.2 s, or until an event waits to be projected, unless it rests. It does not fail. */
  async run(client: Client, isEventWaiting: () => boolean): Promise<void> {
    if (performance.now() < this.#restsUntil) return
    const until = performance.now() + runMs
    try {
      const isBusy = await this.#rollUpWhile(client, () => performance.now() < until && !isEventWaiting())
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

  /** At least one step: days are computed under constant load too. @returns whether there may be more to do */
  async #rollUpWhile(client: Client, mayContinue: () => boolean): Promise<boolean> {
    let isBusy = await this.#step(client)
    while (isBusy && mayContinue()) isBusy = await this.#step(client)
    return isBusy
  }

  async #step(client: Client): Promise<boolean> {
    if (await backfillDays(client, this.#clickhouse)) return true
    for (const [i, work] of works.entries()) {
      const began = performance.now()
      const isBusy = await work(client, this.#clickhouse, this.#days[i]!)
      this.#days[i] = isBusy ? daysAfter(this.#days[i]!, performance.now() - began) : 1
      if (isBusy) return true
    }
    await this.#sweep.run(client, this.#clickhouse)
    return false
  }
}

/** As many days in a step as fit into one run. */
const daysAfter = (days: number, tookMs: number) =>
  tookMs > runMs ? Math.ceil(days / 2) : Math.min(days * 2, mostDays)
