import { atMostFigure, type Figure, timeFigure } from '../figure.ts'
import { loadedRange } from '../loaded-range.ts'
import { rankCorrelation } from '../rank-correlation.ts'
import { type ServerProcess } from '../server-process.ts'
import { type Spread, spreadOf, timed } from '../spread.ts'
import { answers, type ComparedName } from './answers.ts'
import { type QuestionName, questionOf, questions } from './question-list.ts'

const rounds = 21
const warmUps = 2
const most = { ratio: 1.5, plusMs: 10 }

/**
 * Each question over HTTP from another process, beside its recorded statements, sent from inside the server's process
 * without request, token or network. A few questions are also compared with hand-written SQL, which has to give the
 * same answer.
 */
export async function questionFigures(
  server: ServerProcess,
  report: (line: string) => void,
): Promise<Figure[]> {
  const figures: Figure[] = []
  const measured: Weighed[] = []
  for (const name of server.rootFields) {
    report(`Asking ${name}`)
    if (!isMeasured(name)) figures.push(notMeasured(name))
    else {
      const weighed = await figuresOf(server, name)
      figures.push(...weighed.figures)
      measured.push(weighed)
    }
  }
  return [...figures, correlationFigure(measured)]
}

/** A question with its cost and its time. */
interface Weighed {
  cost: number
  medianMs: number
}

const leastCorrelation = 0.75

/** Whether questions with a higher cost take longer. */
function correlationFigure(measured: Weighed[]): Figure {
  const correlation = rankCorrelation(
    measured.map(({ cost }) => cost),
    measured.map(({ medianMs }) => medianMs),
  )
  return {
    name: '(d) rank correlation of cost and time (Spearman)',
    convograph: correlation.toFixed(2),
    target: `≥ ${leastCorrelation}`,
    isMet: correlation >= leastCorrelation,
  }
}

const isMeasured = (name: string): name is QuestionName => name in questions
const isCompared = (name: string): name is ComparedName => name in answers

const notMeasured = (name: string): Figure => ({
  name: `(d) ${name}`,
  convograph: 'not measured: missing in bench/questions/question-list.ts',
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

/** The statements of the question once everything is warm, and the engines that they use. */
async function record(server: ServerProcess, name: QuestionName): Promise<string> {
  for (let i = 0; i < warmUps; i++) await askOverHttp(server, name)
  await server.run({ do: 'record' })
  await askOverHttp(server, name)
  const { sql } = await server.run({ do: 'stop recording' })
  for (let i = 0; i < warmUps; i++) await server.run({ do: 'replay' })
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

/** HTTP and statements alternate. */
async function measure(server: ServerProcess, name: QuestionName) {
  const times = { ours: [] as number[], replayed: [] as number[], plain: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    const { ms, data } = await askOverHttp(server, name)
    times.ours.push(ms)
    times.replayed.push((await server.run({ do: 'replay' })).ms)
    if (isCompared(name)) times.plain.push(await answerPlainly(server, name, data))
  }
  const { ours, replayed, plain } = times
  return {
    ours: spreadOf(ours),
    replayed: spreadOf(replayed),
    plain: plain.length ? spreadOf(plain) : undefined,
  }
}

/** The answer of Convograph, its cost, and the time of the request. */
export async function askOverHttp({ askWithCost, admin }: ServerProcess, name: QuestionName) {
  const body = JSON.stringify({
    query: questions[name].query,
    variables: { range: loadedRange(new Date()) },
  })
  const { ms, result } = await timed(() => askWithCost<never>(admin, body))
  return { ms, ...result }
}

/** The time of hand-written SQL. @throws Error if its answer differs from Convograph's */
async function answerPlainly({ run }: ServerProcess, question: ComparedName, data: never): Promise<number> {
  const { from, to } = loadedRange(new Date())
  const plain = { question, from: from.toISOString(), to: to.toISOString() }
  const { ms, answer } = await run({ do: 'answer plainly', ...plain })
  checkSame(question, answers[question](data), answer)
  return ms
}

export function checkSame(question: string, convograph: number[], bare: number[]): void {
  if (convograph.length !== bare.length || convograph.some((value, i) => value !== bare[i]))
    throw new Error(`${question}: Convograph says ${convograph}, the bare engine ${bare}`)
}
