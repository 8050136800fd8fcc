import { availableParallelism } from 'node:os'
import { type Figure } from './figure.ts'

/** Figures that need no server, as Markdown. */
export function figuresTable(figures: Figure[], startedAt: Date): string {
  const rows = figures.map(({ name, convograph, target, isMet }) => [
    name,
    convograph,
    target ?? '',
    isMet === undefined ? '' : isMet ? 'yes' : 'NO',
  ])
  const seconds = Math.round((Date.now() - startedAt.getTime()) / 1_000)
  return [
    `${startedAt.toISOString().slice(0, 16)} UTC · ${availableParallelism()} cores · Node ${process.version} · ${seconds} s`,
    '',
    ...[['figure', 'measured', 'target', 'met?'], Array(4).fill('---'), ...rows].map(
      cells => `| ${cells.join(' | ')} |`,
    ),
  ].join('\n')
}
