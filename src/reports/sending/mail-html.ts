import { escaped, mailPage } from '../../delivery/mail-page.ts'
import { type RunBlock } from '../../entities/reports/report-run.ts'
import { cellText, shortened } from './cell-text.ts'
import { type DatedRun, type Shown } from './dated-run.ts'

/** A run as HTML for mail programs. */
export const htmlOf = ({ name, period, note, blocks, unsubscribe }: DatedRun, shown: Shown): string =>
  mailPage(name, [
    `<h1 style="margin:0;font-size:22px">${escaped(name)}</h1><p style="margin:4px 0 0">${escaped(period)}</p>`,
    ...(note ? [`<p style="margin:0;padding:8px;background:#fff4d6">${escaped(note)}</p>`] : []),
    ...blocks.map(block => blockHtml(block, shown)),
    ...(unsubscribe === undefined
      ? []
      : [`<a href="${escaped(unsubscribe)}">Unsubscribe</a> from this report`]),
  ])

const blockHtml = (block: RunBlock, shown: Shown) =>
  `<h2 style="margin:0 0 8px;font-size:16px">${escaped(block.title)}</h2>${contentHtml(block, shown)}`

function contentHtml({ text, table, error, rowCount }: RunBlock, shown: Shown): string {
  if (text !== null)
    return `<p style="margin:0">${escaped(shortened(text, shown.characters)).replaceAll('\n', '<br>')}</p>`
  if (!table) return `<p style="margin:0;color:#a00000">${escaped(error?.message ?? '')}</p>`
  const rows = table.rows.slice(0, shown.rows)
  const more = (rowCount ?? 0) - rows.length
  return (
    `<table width="100%" cellpadding="4" cellspacing="0" border="0" style="border-collapse:collapse;font-size:13px">` +
    `<tr>${table.columns.map(({ name }) => cell('th', name, '#f2f2f2')).join('')}</tr>` +
    rows.map(row => `<tr>${row.map(value => cell('td', value, '#ffffff')).join('')}</tr>`).join('') +
    `</table>${more > 0 ? `<p style="margin:4px 0 0">${more} more rows</p>` : ''}`
  )
}

const cell = (tag: 'th' | 'td', value: unknown, background: string) =>
  `<${tag} align="${typeof value === 'number' ? 'right' : 'left'}" ` +
  `style="border:1px solid #dddddd;background:${background}">${escaped(cellText(value))}</${tag}>`
