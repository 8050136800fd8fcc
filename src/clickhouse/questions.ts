import { type Cancelling } from './cancelling.ts'
import { isDamage } from './damage.ts'
import { type ExplainedStatement, type PlannedTable, toExplained } from './explained-statement.ts'
import { asQuestionError } from './question-error.ts'
import { type ClusterPlace, compile, type Sql, sql, straysOf } from './sql.ts'
import { type Front, layoutOf } from './table-definitions.ts'
import { type Engine, type Purpose, type Statement } from './topology/engine.ts'

/** A server with rows of its own, whose tables a question names as those of all. */
export interface RowsOfNode {
  /** Such as `shard 2`. */
  name: string
  /** Whether it has the same rows as one before it. */
  isReplica: boolean
  /** The layout that its tables have if this version created them. */
  layout: string
  /** As the functions of `ClickHouse`. */
  inspect<Row>(name: string, question: Sql): Promise<Row[]>
  check<Row>(name: string, question: Sql): Promise<Row[]>
}

/** What a statement may have: a signal that ends it, another server than the one that is asked, another place of the rows. */
interface HowToAsk {
  signal?: AbortSignal | undefined
  engine?: Engine
  place?: ClusterPlace | undefined
}

/** What questions need of a ClickHouse. */
interface Asked {
  engine: Engine
  front: Front | undefined
  cancelling: Cancelling
  queryTimeoutMs: number
  /** Called with the error of a question that finds tables which cannot be read. */
  onDamage(error: Error): void
}

/** The questions to a ClickHouse. `ClickHouse` describes them. */
export class Questions {
  readonly #asked: Asked

  constructor(asked: Asked) {
    this.#asked = asked
  }

  async query<Row>(name: string, question: Sql, signal?: AbortSignal): Promise<Row[]> {
    const place = await this.#placeFor(name, question, signal)
    return this.ask('questions', name, question, { signal, place })
  }

  async explain<Row>(
    name: string,
    question: Sql,
    signal?: AbortSignal,
  ): Promise<{ rows: Row[]; explained: ExplainedStatement }> {
    const place = await this.#placeFor(name, question, signal)
    const measured = this.#asking(name, signal, comment =>
      this.#asked.engine.measuredRows<Row>('questions', this.#statement(question, comment, place), signal),
    )
    const planned = this.query<PlannedTable>(`explain ${name}`, sql`explain estimate ${question}`, signal)
    const [{ data, statistics }, tables] = await Promise.all([measured, planned])
    return { rows: data, explained: toExplained(name, compile(question, place), statistics, tables) }
  }

  async nodes(): Promise<RowsOfNode[]> {
    const nodes = await this.#asked.engine.nodes()
    return nodes.map(({ name, engine, isReplica = false }) => ({
      name,
      isReplica,
      layout: layoutOf({ name }, nodes),
      inspect: (...asked) => this.ask('projection', ...asked, { engine }),
      check: (...asked) => this.ask('checks', ...asked, { engine }),
    }))
  }

  ask<Row>(purpose: Purpose, name: string, question: Sql, how: HowToAsk = {}): Promise<Row[]> {
    const { signal, engine = this.#asked.engine, place = this.#asked.front?.place } = how
    return this.#asking(name, signal, comment =>
      engine.rows<Row>(purpose, this.#statement(question, comment, place), signal),
    )
  }

  /** The error of a question for that of its statement. @throws the reason of the signal, if it has aborted */
  failure(name: string, error: unknown, signal: AbortSignal | undefined): unknown {
    signal?.throwIfAborted()
    if (isDamage(error)) this.#asked.onDamage(error)
    return asQuestionError(name, error)
  }

  /** The place of the rows; each shard computes numbers of its own users only if it has everything of them. */
  async #placeFor(name: string, question: Sql, signal?: AbortSignal): Promise<ClusterPlace | undefined> {
    const place = this.#asked.front?.place
    const strays = straysOf(question)
    if (!place || !strays) return place
    const found = await this.ask('questions', `strays of ${name}`, strays, { signal })
    return { ...place, isPerShard: !found.length }
  }

  async #asking<Answer>(
    name: string,
    signal: AbortSignal | undefined,
    run: (comment: string) => Promise<Answer>,
  ): Promise<Answer> {
    try {
      return await (signal ? this.#asked.cancelling.run(signal, mark => run(`${name} ${mark}`)) : run(name))
    } catch (error) {
      throw this.failure(name, error, signal)
    }
  }

  #statement(question: Sql, comment: string, place: ClusterPlace | undefined): Statement {
    const settings = { max_execution_time: this.#asked.queryTimeoutMs / 1_000, log_comment: comment }
    return { ...compile(question, place), settings }
  }
}
