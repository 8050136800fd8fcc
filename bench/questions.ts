import { askedRange, type QuestionName, questions } from './asked.ts'
import { type Figure, timeFigure } from './figure.ts'
import { postgresFunnel } from './postgres-funnel.ts'
import { type ServerProcess } from './server-process.ts'
import { type Spread, spreadOf, timed } from './spread.ts'

const rounds = 11
const most = { ratio: 1.25, plusMs: 5 }

/**
 * Each question over HTTP from another process, beside the bare SQL run and timed inside the server's process,
 * where no request, token or hop is in between. They take turns, and their answers have to be the same.
 */
export async function questionFigures(
  server: ServerProcess,
  report: (line: string) => void,
): Promise<Figure[]> {
  const figures: Figure[] = []
  let funnelTimes: Spread | undefined
  for (const question of Object.keys(questions) as QuestionName[]) {
    report(`Asking ${question}`)
    const { ours, compiled, plain } = await measure(server, question)
    funnelTimes ??= ours
    figures.push(timeFigure(`(d) ${labels[question]}, beside the same SQL`, ours, compiled, most))
    figures.push(
      timeFigure(`(d) ${labels[question]}, beside hand-written SQL${notes[question]}`, ours, plain, most),
    )
  }
  report('Asking PostgreSQL for the funnel')
  return [...figures, await postgresFunnel(server, funnelTimes!)]
}

const labels: Record<QuestionName, string> = {
  funnel: '3-step funnel, 90 days, 7-day window',
  dailyStats: '90-day daily statistics, every field',
  timeSeries: 'daily distinct users of one event, 90 days',
}

const notes: Record<QuestionName, string> = { funnel: ' without times', dailyStats: '', timeSeries: '' }

async function measure(server: ServerProcess, question: QuestionName) {
  const times = { ours: [] as number[], compiled: [] as number[], plain: [] as number[] }
  for (let round = -2; round < rounds; round++) {
    const ours = await answerOverHttp(server, question)
    const compiled = await answerBare(server, question, 'compiled')
    const plain = await answerBare(server, question, 'plain')
    checkSame(question, ours.answer, compiled.answer)
    checkSame(question, ours.answer, plain.answer)
    if (round < 0) continue
    times.ours.push(ours.ms)
    times.compiled.push(compiled.ms)
    times.plain.push(plain.ms)
  }
  return { ours: spreadOf(times.ours), compiled: spreadOf(times.compiled), plain: spreadOf(times.plain) }
}

/** The answer of Convograph, boiled down, and how long the request took. */
export async function answerOverHttp({ ask, admin }: ServerProcess, question: QuestionName) {
  const { query, answerOf } = questions[question]
  const body = JSON.stringify({ query, variables: askedRange(new Date()) })
  const { ms, result } = await timed(() => ask<never>(admin, body))
  return { ms, answer: answerOf(result) }
}

function answerBare({ order }: ServerProcess, question: QuestionName, form: 'compiled' | 'plain') {
  const { from, to } = askedRange(new Date())
  return order({ do: 'answer', question, form, from: from.toISOString(), to: to.toISOString() })
}

export function checkSame(question: string, ours: number[], theirs: number[]): void {
  if (ours.length !== theirs.length || ours.some((value, i) => value !== theirs[i]))
    throw new Error(`${question}: Convograph says ${ours}, the bare engine ${theirs}`)
}
