import { type BareName } from './behaviour/behaviour-sql.ts'
import { type ComparedName } from './questions/answers.ts'

/** The commands to the server's process, which alone can reach its embedded ClickHouse. */
export type Command =
  /** Record the statements of the next question. */
  | { do: 'record' }
  /** End the recording. */
  | { do: 'stop recording' }
  /** Send the recorded statements directly to the engines. */
  | { do: 'replay' }
  /** Answer a question with hand-written SQL. */
  | { do: 'answer plainly'; question: ComparedName; from: string; to: string }
  /** The same for a question about behavior. */
  | { do: 'answer bare'; question: BareName; from: string; to: string }
  /** Run SQL of the benchmark in ClickHouse. */
  | { do: 'run bare'; sql: string }
  | { do: 'await visible'; name: string; events: number }

/** The result of each command. `ms` is measured inside the server's process. */
export interface Outcomes {
  record: undefined
  'stop recording': { sql: string }
  replay: { ms: number }
  /** The answer is comparable with the one over HTTP. */
  'answer plainly': { ms: number; answer: number[] }
  'answer bare': { ms: number; answer: number[] }
  'run bare': { ms: number; rows: number }
  'await visible': { ms: number }
}

export type CommandTo<Do extends Command['do']> = Extract<Command, { do: Do }>

export interface ToServer {
  id: number
  command: Command
}
export type FromServer =
  | { ready: Address }
  | { progress: string }
  | { id: number; outcome: Outcomes[Command['do']] }
  | { id: number; error: string }

/** The address of the server, its tokens, and its questions. Rates are measured in a separate project. */
export interface Address {
  url: string
  databaseUrl: string
  admin: string
  ratesAdmin: string
  ratesService: string
  operator: string
  /** The admin of a project that is deleted. */
  removedAdmin: string
  /** The fields of `Query`. */
  rootFields: string[]
}
