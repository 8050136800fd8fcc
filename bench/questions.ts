import { answers, type ComparedName } from './answers.ts'
import { type QuestionName, questionOf, questions } from './asked.ts'
import { askedRange } from './asked-range.ts'
import { atMostFigure, type Figure, timeFigure } from './figure.ts'
import { rankCorrelation } from './rank-correlation.ts'
import { type ServerProcess } from './server-process.ts'
import { type Spread, spreadOf, timed } from './spread.ts'

const rounds = 21
const warmUps = 2
const most = { ratio: 1.5, plusMs: 10 }

/**
 * Each question over HTTP from another process, beside the SQL that it was recorded to send: the same statements,
 * sent from inside the server's process, where no request, token or hop is in between. A few are held against SQL
 * written by hand too; there the answers have to be the same.
 */
export async function questionFigures(
  server: ServerProcess,
  report: (line: string) => void,
): Promise<Figure[]> {
  const figures: Figure[] = []
  const asked: Weighed[] = []
  for (const name of server.rootFields) {
    report(`Asking ${name}`)
    if (!isAsked(name)) figures.push(notAsked(name))
    else {
      const weighed = await figuresOf(server, name)
      figures.push(...weighed.figures)
      asked.push(weighed)
    }
  }
  return [...figures, correlationFigure(asked)]
}

/** A question with its cost and its time. */
interface Weighed {
  cost: number
  medianMs: number
}

const leastCorrelation = 0.75

/** Whether what costs more takes longer. */
function correlationFigure(asked: Weighed[]): Figure {
  const correlation = rankCorrelation(
    asked.map(({ cost }) => cost),
    asked.map(({ medianMs }) => medianMs),
  )
  return {
    name: '(d) rank correlation of cost and time (Spearman)',
    convograph: correlation.toFixed(2),
    target: `≥ ${leastCorrelation}`,
    isMet: correlation >= leastCorrelation,
  }
}

const isAsked = (name: string): name is QuestionName => name in questions
const isCompared = (name: string): name is ComparedName => name in answers

const notAsked = (name: string): Figure => ({
  name: `(d) ${name}`,
  convograph: 'not asked: it is missing in bench/asked.ts',
  isMet: false,
})

async function figuresOf(
  server: ServerProcess,
  name: QuestionName,
): Promise<Weighed & { figures: Figure[] }> {
  const { about, mostMs, asksNoEngine } = questionOf(name)
  const label = `(d) ${name}: ${about}`
  const { cost } = await askOverHttp(server, name)
  if (asksNoEngine) {
    const alone = await timesAlone(server, name)
    return { figures: [atMostFigure(label, alone, mostMs!)], cost, medianMs: alone.median }
  }
  const sql = await record(server, name)
  const { ours, replayed, plain } = await measure(server, name)
  const figures = [
    { ...timeFigure(label, ours, replayed, most, sql), cost: `${cost}` },
    ...(plain ? [timeFigure(label, ours, plain, most, 'by hand')] : []),
    ...(mostMs ? [atMostFigure(`(d) ${name}: in one round trip`, ours, mostMs)] : []),
  ]
  return { figures, cost, medianMs: ours.median }
}

/** What the question sends once everything is warm, and of which engines it asks it. */
async function record(server: ServerProcess, name: QuestionName): Promise<string> {
  for (let i = 0; i < warmUps; i++) await askOverHttp(server, name)
  await server.order({ do: 'record' })
  await askOverHttp(server, name)
  const { sql } = await server.order({ do: 'stop recording' })
  for (let i = 0; i < warmUps; i++) await server.order({ do: 'replay' })
  return sql
}

async function timesAlone(server: ServerProcess, name: QuestionName): Promise<Spread> {
  const times: number[] = []
  for (let round = -warmUps; round < rounds; round++) {
    const { ms } = await askOverHttp(server, name)
    if (round >= 0) times.push(ms)
  }
  return spreadOf(times)
}

/** They take turns. */
async function measure(server: ServerProcess, name: QuestionName) {
  const times = { ours: [] as number[], replayed: [] as number[], plain: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    const { ms, data } = await askOverHttp(server, name)
    times.ours.push(ms)
    times.replayed.push((await server.order({ do: 'replay' })).ms)
    if (isCompared(name)) times.plain.push(await answerPlainly(server, name, data))
  }
  const { ours, replayed, plain } = times
  return {
    ours: spreadOf(ours),
    replayed: spreadOf(replayed),
    plain: plain.length ? spreadOf(plain) : undefined,
  }
}

/** What Convograph answers, what that costs, and how long the request took. */
export async function askOverHttp({ askWithCost, admin }: ServerProcess, name: QuestionName) {
  const body = JSON.stringify({
    query: questions[name].query,
    variables: { range: askedRange(new Date()) },
  })
  const { ms, result } = await timed(() => askWithCost<never>(admin, body))
  return { ms, ...result }
}

/** How long SQL written by hand takes. @throws Error when it does not say what Convograph did */
async function answerPlainly({ order }: ServerProcess, question: ComparedName, data: never): Promise<number> {
  const { from, to } = askedRange(new Date())
  const plain = { question, from: from.toISOString(), to: to.toISOString() }
  const { ms, answer } = await order({ do: 'answer plainly', ...plain })
  checkSame(question, answers[question](data), answer)
  return ms
}

export function checkSame(question: string, ours: number[], theirs: number[]): void {
  if (ours.length !== theirs.length || ours.some((value, i) => value !== theirs[i]))
    throw new Error(`${question}: Convograph says ${ours}, the bare engine ${theirs}`)
}
