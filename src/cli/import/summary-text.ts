import type { Reason, Tally } from './tally.ts'

/** What is printed when an import ends: three counts and, when rows were rejected, the first ten reasons. */
export function summaryText(tally: Tally, seconds: number): string {
  const counts = `${number(tally.accepted)} accepted, ${number(tally.duplicates)} duplicates, ${number(tally.rejected)} rejected`
  const lines = [`${counts} in ${seconds.toFixed(1)} s`, ...tally.reasons.map(reasonText)]
  const unshown = tally.rejected - tally.reasons.length
  return [...lines, ...(unshown > 0 ? [`  and ${number(unshown)} more`] : [])].join('\n')
}

function reasonText({ place, code, field, message }: Reason): string {
  return `  ${place.path}:${place.line} ${code}${field === null ? '' : ` ${field}`}: ${message}`
}

function number(count: number): string {
  return count.toLocaleString('en-US')
}
