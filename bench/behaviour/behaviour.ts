import { load } from '../load.ts'
import { loadedRange } from '../loaded-range.ts'
import { forgetPeak, peakOf } from '../memory.ts'
import { type BehaviourQuestion } from '../questions/behaviour-questions.ts'
import { checkSame } from '../questions/questions.ts'
import { type ServerProcess } from '../server-process.ts'
import { type Spread, spreadOf, timed } from '../spread.ts'

const rounds = 11
const warmUps = 2

/** The time of a question at one size, and of its comparison. */
export type Timed = { ours: Spread; bare?: Spread } | { notAnswered: string }

/** All measurements at one size: an entry for each of the questions. */
export interface Stage {
  size: number
  times: Timed[]
  /** The largest memory of the service during the questions, in bytes. */
  peak: number | undefined
}

/** Loads events up to each size in turn, and asks every question over HTTP at each. */
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

/** Question and comparison alternate. An unknown field or a failure is in the table with its message. */
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

const variablesOf = (query: string) => (query.includes('$range') ? { range: loadedRange(new Date()) } : {})

async function heldAgainst(server: ServerProcess, { bare, without }: BehaviourQuestion, answer: never) {
  if (without) return (await ask(server, without)).ms
  if (!bare) return undefined
  const { from, to } = loadedRange(new Date())
  const command = { question: bare.sql, from: from.toISOString(), to: to.toISOString() }
  const plain = await server.run({ do: 'answer bare', ...command })
  if (bare.numbers) checkSame(bare.sql, bare.numbers(answer), plain.answer.map(Number))
  return plain.ms
}
