import { type Mail } from '../../delivery/mailer.ts'
import { type RunBlock } from '../../entities/reports/report-run.ts'
import { ReportFormat } from '../../schema/reports/report-input.ts'
import { csvOf } from '../../tables/csv.ts'
import { type Table } from '../../tables/table.ts'
import { xlsxOf } from '../../tables/xlsx.ts'
import { periodText, type Shown } from './dated-run.ts'
import { htmlOf } from './mail-html.ts'
import { textOf } from './mail-text.ts'
import { type SentRun } from './sent-run.ts'

/** Gmail shows the first 102 kB of a mail. */
const mostBytes = 100_000
/** What a mail shows: the most that fits. */
const amounts: Shown[] = [
  { rows: 50, characters: 10_000 },
  { rows: 20, characters: 5_000 },
  { rows: 5, characters: 2_000 },
  { rows: 0, characters: 500 },
]

/** The mail of a run to one recipient, with the files that the report asks for, and the link by which the recipient unsubscribes. */
export async function mailOfRun(run: SentRun, unsubscribe?: string): Promise<Mail> {
  const dated = { ...run, period: periodText(run), unsubscribe }
  const isFitting = (shown: Shown) => Buffer.byteLength(htmlOf(dated, shown)) <= mostBytes
  const shown = amounts.find(isFitting) ?? amounts.at(-1)!
  return {
    id: run.deliveryId,
    unsubscribe,
    to: run.recipient,
    subject: `${run.name}: ${dated.period}`,
    html: htmlOf(dated, shown),
    text: textOf(dated, shown),
    attachments: await attachmentsOf(run),
  }
}

const files = {
  [ReportFormat.CSV]: { type: 'text/csv; charset=utf-8', content: async (table: Table) => csvOf(table) },
  [ReportFormat.XLSX]: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: xlsxOf,
  },
}

/** A file for each question and format, with a name that is made of the title. */
async function attachmentsOf({ blocks, formats }: SentRun): Promise<Mail['attachments']> {
  const attachments: Mail['attachments'] = []
  for (const [i, { title, table }] of blocks.entries())
    for (const format of table ? formats : []) {
      const { type, content } = files[format]
      const filename = `${i + 1}-${fileName({ title })}.${format.toLowerCase()}`
      attachments.push({ filename, contentType: type, content: await content(table!) })
    }
  return attachments
}

const fileName = ({ title }: Pick<RunBlock, 'title'>) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 50) || 'table'
