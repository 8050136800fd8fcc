import { type QuestionName } from './asked.ts'

/** What the benchmark asks of the server's process, which alone can reach its embedded ClickHouse. */
export type Order =
  | { do: 'answer'; question: QuestionName; form: SqlForm; from: string; to: string }
  | { do: 'await visible'; name: string; facts: number }

/** The text that Convograph compiles, or what one would write by hand for the same question. */
type SqlForm = 'compiled' | 'plain'

/** `ms` is measured inside the server's process; `answer` is comparable with the one over HTTP. */
export interface Outcome {
  ms: number
  answer: number[]
}

export interface ToServer {
  id: number
  order: Order
}
export type FromServer =
  | { ready: Address }
  | { progress: string }
  | { id: number; outcome: Outcome }
  | { id: number; error: string }

/** Where the server is, and tokens for it. Rates are measured in a project of their own. */
export interface Address {
  url: string
  databaseUrl: string
  admin: string
  ratesAdmin: string
  ratesService: string
}
