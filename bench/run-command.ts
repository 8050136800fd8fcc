import { setTimeout as pause } from 'node:timers/promises'
import { type ClickHouse } from '../src/clickhouse/client.ts'
import { raw, sql, text } from '../src/clickhouse/sql.ts'
import { behaviourSql } from './behaviour/behaviour-sql.ts'
import { plainSql } from './behaviour/plain-sql.ts'
import { type Command, type CommandTo, type Outcomes } from './commands.ts'
import { type Recorder } from './recorder.ts'
import { timed } from './spread.ts'

/** Runs a command inside the server's process. */
export function runCommand(
  command: Command,
  engine: ClickHouse,
  recorder: Recorder,
): Promise<Outcomes[Command['do']]> {
  const commands: { [Do in Command['do']]: (command: CommandTo<Do>) => Promise<Outcomes[Do]> } = {
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
    'run bare': async ({ sql: bare }) => {
      const { ms, result } = await timed(() => engine.query('bare', raw(bare)))
      return { ms, rows: result.length }
    },
    'await visible': ({ name, events }) => awaitVisible(engine, name, events),
  }
  // The types of the table ensure that each entry takes the command with its name.
  return commands[command.do](command as never)
}

/** Waits until the engine itself counts the events of that name, polling every 10 ms for at most 10 s. */
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
