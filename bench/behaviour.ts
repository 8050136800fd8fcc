import { askedRange } from './asked-range.ts'
import { type BehaviourQuestion } from './behaviour-questions.ts'
import { load } from './load.ts'
import { forgetPeak, peakOf } from './memory.ts'
import { checkSame } from './questions.ts'
import { type ServerProcess } from './server-process.ts'
import { type Spread, spreadOf, timed } from './spread.ts'

const rounds = 11
const warmUps = 2

/** How long a question took at one size, and what it was held against. */
export type Timed = { ours: Spread; bare?: Spread } | { notAnswered: string }

/** Everything measured at one size: a place for each of the questions. */
export interface Stage {
  size: number
  times: Timed[]
  /** The most memory that the service held while it was asked, in bytes. */
  peak: number | undefined
}

/** Loads on from one size to the next, and at each asks every question over HTTP. */
export async function behaviour(
  server: ServerProcess,
  questions: readonly BehaviourQuestion[],
  sizes: readonly number[],
  report: (line: string) => void,
): Promise<Stage[]> {
  const stages: Stage[] = []
  for (const [i, size] of sizes.entries()) {
    await load(server, size, report, sizes[i - 1])
    await forgetPeak(server.pid)
    const times: Timed[] = []
    for (const question of questions) {
      report(`At ${size.toLocaleString('en')} events: ${question.about}`)
      times.push(await timesOf(server, question))
    }
    stages.push({ size, times, peak: await peakOf(server.pid) })
  }
  return stages
}

/** They take turns. What the schema does not know, or what fails, is in the table in its own words. */
async function timesOf(server: ServerProcess, question: BehaviourQuestion): Promise<Timed> {
  const times = { ours: [] as number[], bare: [] as number[] }
  try {
    for (let round = -warmUps; round < rounds; round++) {
      const { ms, result } = await ask(server, question.query)
      const bareMs = await heldAgainst(server, question, result)
      if (round < 0) continue
      times.ours.push(ms)
      if (bareMs !== undefined) times.bare.push(bareMs)
    }
  } catch (error) {
    return { notAnswered: error instanceof Error ? error.message : String(error) }
  }
  return { ours: spreadOf(times.ours), bare: times.bare.length ? spreadOf(times.bare) : undefined }
}

const ask = ({ ask, admin }: ServerProcess, query: string) =>
  timed(() => ask<never>(admin, JSON.stringify({ query, variables: variablesOf(query) })))

const variablesOf = (query: string) => (query.includes('$range') ? { range: askedRange(new Date()) } : {})

async function heldAgainst(server: ServerProcess, { bare, without }: BehaviourQuestion, answer: never) {
  if (without) return (await ask(server, without)).ms
  if (!bare) return undefined
  const { from, to } = askedRange(new Date())
  const order = { question: bare.sql, from: from.toISOString(), to: to.toISOString() }
  const plain = await server.order({ do: 'answer bare', ...order })
  if (bare.numbers) checkSame(bare.sql, bare.numbers(answer), plain.answer.map(Number))
  return plain.ms
}
