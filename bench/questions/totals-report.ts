import { availableParallelism, cpus } from 'node:os'
import { type Stage, type Timed } from '../behaviour/behaviour.ts'
import { milliseconds } from '../figure.ts'
import { totalsQuestions } from './totals-questions.ts'

const most = { ms: 40, ratio: 1.5 }

/**
 * One table: a row for each question, a column for each size, and the ratio of the largest size's time to the first
 * one's.
 */
export function totalsReport(stages: Stage[], startedAt: Date): string {
  return [
    `${startedAt.toISOString().slice(0, 16)} UTC · ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}) · Node ${process.version}`,
    '',
    row(['figure', ...stages.map(({ size }) => `${size.toLocaleString('en')} events`), 'ratio', 'met?']),
    row(Array(stages.length + 3).fill('---')),
    ...totalsQuestions.map(({ about }, i) =>
      rowOf(
        about,
        stages.map(({ times }) => times[i]!),
      ),
    ),
    '',
    `Medians of 11 rounds after 2 to warm up, over HTTP. Met: at most ${most.ms} ms, and ${most.ratio} × the time of the first size.`,
  ].join('\n')
}

function rowOf(about: string, times: Timed[]): string {
  const medians = times.map(time => ('ours' in time ? time.ours.median : Number.NaN))
  const ratio = medians.at(-1)! / medians[0]!
  const isMet = medians.at(-1)! <= most.ms && ratio <= most.ratio
  return row([about, ...times.map(cellOf), ratio.toFixed(2), isMet ? 'yes' : 'NO'])
}

const cellOf = (time: Timed) => ('ours' in time ? milliseconds(time.ours) : 'not answered')

const row = (cells: string[]) => `| ${cells.join(' | ')} |`
