import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CalendarUnit, ModelCallsDocument } from '../e2e/operations/operations.ts'
import { quantile } from '../support/evaluate/quantile.ts'
import { dataOf } from '../support/graphql/graphql-request.ts'
import { type Check, check } from './check.ts'
import { importFile } from './import-file.ts'
import { type Service } from './service.ts'

/** A line of the file: the time, to the minute as written, and the numbers of input and output tokens. */
interface Call {
  minute: string
  input: number
  output: number
}

/**
 * One hour of two models in production: 19,366 calls of a chat and 8,819 of a coding assistant, some at the same
 * instant. Azure Public Dataset, CC-BY 4.0; P. Patel et al., "Splitwise: Efficient generative LLM inference using phase
 * splitting", ISCA 2024.
 */
export async function azure(folder: string, service: Service): Promise<Check[]> {
  return [
    ...(await checkModel('conv', 19_366, folder, service)),
    ...(await checkModel('code', 8_819, folder, service)),
  ]
}

async function checkModel(name: string, calls: number, folder: string, service: Service): Promise<Check[]> {
  const file = join(folder, `azure-llm-${name}-2023.csv`)
  const map = ['--map', 'timestamp=TIMESTAMP,inputTokens=ContextTokens,outputTokens=GeneratedTokens']
  const set = ['--set', `provider=azure,model=${name}`]
  const options = [file, '--kind', 'aiCall', ...map, ...set]
  const first = await importFile(service, options)
  const second = await importFile(service, options)
  return [
    check(`${name}: imported once, all are accepted`, first, { accepted: calls, duplicates: 0, rejected: 0 }),
    check(`${name}: imported again, all are duplicates`, second, {
      accepted: 0,
      duplicates: calls,
      rejected: 0,
    }),
    ...(await checkTokens(name, readCalls(file), service)),
  ]
}

function readCalls(file: string): Call[] {
  const [, ...lines] = readFileSync(file, 'utf8').split(/\r?\n/)
  return lines.filter(Boolean).map(line => {
    const [time, input, output] = line.split(',')
    return { minute: time!.slice(0, 16).replace(' ', 'T'), input: Number(input), output: Number(output) }
  })
}

/** Both files lie within these two hours. */
const range = { between: { from: '2023-11-16T18:00:00.000Z', to: '2023-11-16T20:00:00.000Z' } }

async function checkTokens(name: string, calls: Call[], service: Service): Promise<Check[]> {
  const [hourly, minutely] = await Promise.all([
    answer(name, 'HOUR', service),
    answer(name, 'MINUTE', service),
  ])
  const { buckets, ...together } = hourly
  return [
    check(`${name}: calls, tokens and their percentiles`, together, expectedTogether(calls)),
    check(`${name}: each hour`, buckets, expectedBuckets(hours, calls)),
    check(`${name}: each minute`, minutely.buckets, expectedBuckets(minutes, calls)),
  ]
}

async function answer(model: string, interval: CalendarUnit, { url, admin }: Service) {
  return (await dataOf({ url, token: admin }, ModelCallsDocument, { model, range, interval })).aiStats
}

function expectedTogether(calls: Call[]) {
  const input = calls.map(call => call.input)
  const output = calls.map(call => call.output)
  return {
    calls: calls.length,
    tokens: sum(input) + sum(output),
    inputTokens: sum(input),
    cachedTokens: 0,
    outputTokens: sum(output),
    costUsd: '0',
    unpricedCalls: calls.length,
    p50InputTokens: quantile(input, 0.5),
    p95InputTokens: quantile(input, 0.95),
    p99InputTokens: quantile(input, 0.99),
    p50OutputTokens: quantile(output, 0.5),
    p95OutputTokens: quantile(output, 0.95),
    p99OutputTokens: quantile(output, 0.99),
  }
}

/** The calls of each bucket, by the beginning of their times. */
const hours = ['2023-11-16T18', '2023-11-16T19']
const minutes = hours.flatMap(hour =>
  Array.from({ length: 60 }, (_, i) => `${hour}:${`${i}`.padStart(2, '0')}`),
)

const expectedBuckets = (beginnings: string[], calls: Call[]) =>
  beginnings.map(beginning => ({
    start: `${beginning.padEnd(16, ':00')}:00.000Z`,
    ...expectedBucket(calls.filter(({ minute }) => minute.startsWith(beginning))),
  }))

function expectedBucket(calls: Call[]) {
  const input = calls.map(call => call.input)
  const output = calls.map(call => call.output)
  return {
    calls: calls.length,
    inputTokens: sum(input),
    outputTokens: sum(output),
    p95InputTokens: quantile(input, 0.95),
    p50OutputTokens: quantile(output, 0.5),
  }
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
