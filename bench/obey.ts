import { setTimeout as pause } from 'node:timers/promises'
import { type ClickHouse } from '../src/clickhouse/client.ts'
import { sql, text } from '../src/clickhouse/sql.ts'
import { behaviourSql } from './behaviour-sql.ts'
import { type Order, type OrderTo, type Outcomes } from './orders.ts'
import { plainSql } from './plain-sql.ts'
import { type Recorder } from './recorder.ts'
import { timed } from './spread.ts'

/** Carries out an order inside the server's process. */
export function obey(order: Order, engine: ClickHouse, recorder: Recorder): Promise<Outcomes[Order['do']]> {
  const doing: { [Do in Order['do']]: (order: OrderTo<Do>) => Promise<Outcomes[Do]> } = {
    record: async () => {
      recorder.start()
    },
    'stop recording': async () => ({ sql: recorder.stop() }),
    replay: () => timed(recorder.replay),
    'answer plainly': async ({ question, from, to }) => {
      const { ms, result } = await timed(() =>
        plainSql[question](engine, { from: new Date(from), to: new Date(to) }),
      )
      return { ms, answer: result }
    },
    'answer bare': async ({ question, from, to }) => {
      const bare = behaviourSql[question]({ from: new Date(from), to: new Date(to) })
      const { ms, result } = await timed(() => engine.query<{ answer: number[] }>('bare', bare))
      return { ms, answer: result[0]!.answer }
    },
    'await visible': ({ name, events }) => awaitVisible(engine, name, events),
  }
  // The types of the table say that each entry takes the order it is named after.
  return doing[order.do](order as never)
}

/** Until the engine itself counts the events of that name, looking every 10 ms for at most 10 s. */
async function awaitVisible(engine: ClickHouse, name: string, events: number): Promise<{ ms: number }> {
  const started = performance.now()
  const question = sql`select count() as events from events where project = 'rates' and name = ${text(name)}`
  while (performance.now() - started < 10_000) {
    const [row] = await engine.query<{ events: number }>('visible', question)
    if (row!.events === events) return { ms: performance.now() - started }
    await pause(10)
  }
  throw new Error(`${events} events of "${name}" were not in ClickHouse after 10 s`)
}
