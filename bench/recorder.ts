import pg, { type Pool } from 'pg'
import { type ClickHouse } from '../src/clickhouse/client.ts'
import { type Services } from '../src/services.ts'
import { withMethods } from '../test/support/graphql/with-methods.ts'

/** Records the statements of a question, so that they can be sent again without the question. */
export interface Recorder {
  /** The engine for the service, which records each statement. */
  clickhouse: ClickHouse
  /** Forgets the recorded statements and starts recording. */
  start(): void
  /** Ends the recording, and describes it, such as `2 × ClickHouse`. @throws Error if it is empty */
  stop(): string
  /** Sends the recorded statements directly to the engines, as concurrently as the question did. */
  replay(): Promise<void>
}

interface Statement {
  engine: 'ClickHouse' | 'PostgreSQL'
  send(): Promise<unknown>
  /** The indexes of the statements that were answered before this one was sent. */
  after: number[]
}

export async function createRecorder({ database, clickhouse }: Services): Promise<Recorder> {
  const pool = await database.orm.driver.getConnection().getNativeClient()
  let statements: Statement[] = []
  let answered = new Set<number>()
  let isRecording = false

  const record = async (engine: Statement['engine'], answer: Promise<unknown>, send: Statement['send']) => {
    if (!isRecording) return
    const index = statements.push({ engine, send, after: [...answered] }) - 1
    await answer.catch(() => undefined)
    answered.add(index)
  }
  onEveryQuery(pool, (answer, send) => record('PostgreSQL', answer, send))

  return {
    clickhouse: withMethods(clickhouse, {
      query: (name, question, signal) => {
        const answer = clickhouse.query<never>(name, question, signal)
        record('ClickHouse', answer, () => clickhouse.query(name, question))
        return answer
      },
    }),
    start: () => {
      statements = []
      answered = new Set()
      isRecording = true
    },
    stop: () => {
      isRecording = false
      if (!statements.length) throw new Error('the question sent no statement to an engine')
      return summaryOf(statements)
    },
    replay: () => sendAll(statements),
  }
}

/** The pool of stored rows; the log's pool only reads the end of the log, which bare SQL does not need. */
function onEveryQuery(pool: Pool, heard: (answer: Promise<unknown>, send: Statement['send']) => void): void {
  const query = pg.Client.prototype.query as (...args: unknown[]) => Promise<unknown>
  pool.on('acquire', client => {
    const recorded = (text: string, values: unknown[], ...more: unknown[]) => {
      const answer = query.call(client, text, values, ...more)
      heard(answer, () => pool.query(text, values))
      return answer
    }
    client.query = recorded as typeof client.query
  })
}

async function sendAll(statements: Statement[]): Promise<void> {
  const answers: Promise<unknown>[] = []
  for (const { send, after } of statements)
    answers.push(Promise.all(after.map(index => answers[index])).then(send))
  await Promise.all(answers)
}

function summaryOf(statements: Statement[]): string {
  const byEngine = Map.groupBy(statements, ({ engine }) => engine)
  return [...byEngine].map(([engine, sent]) => `${sent.length} × ${engine}`).join(', ')
}
