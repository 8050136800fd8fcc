import { type ComparedName } from './answers.ts'
import { type BareName } from './behaviour-sql.ts'

/** What the benchmark asks of the server's process, which alone can reach its embedded ClickHouse. */
export type Order =
  /** Record the statements of the next question. */
  | { do: 'record' }
  /** End the recording. */
  | { do: 'stop recording' }
  /** Send what was recorded straight to the engines. */
  | { do: 'replay' }
  /** Answer a question with the SQL that one would write by hand. */
  | { do: 'answer plainly'; question: ComparedName; from: string; to: string }
  /** The same for a question about behaviour. */
  | { do: 'answer bare'; question: BareName; from: string; to: string }
  | { do: 'await visible'; name: string; events: number }

/** What comes of each order. `ms` is measured inside the server's process. */
export interface Outcomes {
  record: undefined
  'stop recording': { sql: string }
  replay: { ms: number }
  /** The answer is comparable with the one over HTTP. */
  'answer plainly': { ms: number; answer: number[] }
  'answer bare': { ms: number; answer: number[] }
  'await visible': { ms: number }
}

export type OrderTo<Do extends Order['do']> = Extract<Order, { do: Do }>

export interface ToServer {
  id: number
  order: Order
}
export type FromServer =
  | { ready: Address }
  | { progress: string }
  | { id: number; outcome: Outcomes[Order['do']] }
  | { id: number; error: string }

/** Where the server is, tokens for it, and what it can be asked. Rates are measured in a project of their own. */
export interface Address {
  url: string
  databaseUrl: string
  admin: string
  ratesAdmin: string
  ratesService: string
  /** The fields of `Query`. */
  rootFields: string[]
}
