import { availableParallelism, cpus, totalmem } from 'node:os'
import { megabytes, milliseconds } from '../figure.ts'
import { type BehaviourQuestion, behaviourQuestions } from '../questions/behaviour-questions.ts'
import { type Stage, type Timed } from './behaviour.ts'

/** One table: a row for each question, a column for each size, and whether the target is met at all of them. */
export function behaviourReport(stages: Stage[], startedAt: Date): string {
  const rows = behaviourQuestions.map((question, i) => rowOf(question, stages, i))
  const peaks = stages.map(({ peak }) => (peak === undefined ? 'only measured on Linux' : megabytes(peak)))
  return [
    `${startedAt.toISOString().slice(0, 16)} UTC · ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}) · ` +
      `${megabytes(totalmem())} · Node ${process.version}`,
    '',
    row(['figure', ...stages.map(({ size }) => `${size.toLocaleString('en')} events`), 'target', 'met?']),
    row(Array(stages.length + 3).fill('---')),
    ...rows,
    row(['peak resident memory of the service during the questions', ...peaks, '', '']),
    '',
    'Medians of 11 rounds after 2 to warm up, over HTTP, taking turns with what stands behind "beside": SQL sent from ' +
      'inside the service’s process, or the same question over HTTP. NODE_ENV=production.',
  ].join('\n')
}

function rowOf(question: BehaviourQuestion, stages: Stage[], i: number): string {
  const missed = stages.filter(({ times }) => !isMet(question, times[i]!))
  return row([
    question.about,
    ...stages.map(({ times }) => cellOf(question, times[i]!)),
    targetOf(question),
    missed.length
      ? `NO: ${missed.map(({ size }) => size.toLocaleString('en')).join('; ')}`
      : question.most
        ? 'yes'
        : '',
  ])
}

function cellOf({ without }: BehaviourQuestion, times: Timed): string {
  if ('notAnswered' in times) return `not answered: ${messageOf(times.notAnswered)}`
  const { ours, bare } = times
  if (!bare) return milliseconds(ours)
  const difference = without
    ? `${(ours.median - bare.median).toFixed(1)} ms more`
    : `${(ours.median / bare.median).toFixed(2)} ×`
  return `${milliseconds(ours)}; ${difference} beside ${bare.median.toFixed(1)} ms`
}

/** The message of the first GraphQL error, or of any other failure, in a cell of a table. */
const messageOf = (error: string) =>
  (/"message":"((?:[^"\\]|\\.)*)"/.exec(error)?.[1] ?? error)
    .slice(0, 120)
    .replaceAll('|', '/')
    .replaceAll('\\"', '`')

/** A question without an answer meets no target; a question without a target meets it with any answer. */
function isMet({ most }: BehaviourQuestion, times: Timed): boolean {
  if ('notAnswered' in times) return false
  const { ours, bare } = times
  return !most || !bare || ours.median <= bare.median * most.ratio + most.plusMs
}

function targetOf({ most, without }: BehaviourQuestion): string {
  if (!most) return ''
  if (without) return `≤ ${most.plusMs} ms more`
  return `≤ ${most.ratio} ×${most.plusMs ? ` + ${most.plusMs} ms` : ''}`
}

const row = (cells: string[]) => `| ${cells.join(' | ')} |`
