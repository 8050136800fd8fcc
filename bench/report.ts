import { availableParallelism, cpus, totalmem } from 'node:os'
import { type Figure, megabytes } from './figure.ts'
import { type Options } from './options.ts'

/** The table as Markdown, with the machine of the measurement. */
export function report({ size }: Options, figures: Figure[], startedAt: Date): string {
  const rows = figures.map(({ name, convograph, bare, ratio, cost, target, isMet }) =>
    row([
      name,
      convograph,
      bare ?? '',
      ratio ?? '',
      cost ?? '',
      target ?? '',
      isMet === undefined ? '' : isMet ? 'yes' : 'NO',
    ]),
  )
  return [
    `${startedAt.toISOString().slice(0, 16)} UTC · ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}) · ` +
      `${megabytes(totalmem())} · Node ${process.version} · ${size.toLocaleString('en')} events`,
    '',
    row(['figure', 'Convograph', 'bare', 'ratio', 'cost', 'target', 'met?']),
    row(Array(7).fill('---')),
    ...rows,
    '',
    'Medians of several rounds in which Convograph and the bare engine took turns; rates with the lowest and highest, ' +
      'times with the 99th percentile. NODE_ENV=production.',
  ].join('\n')
}

const row = (cells: string[]) => `| ${cells.join(' | ')} |`
