import { tableText } from '../import/report/table-text.ts'
import type { ServiceAddress } from '../import/send.ts'
import { ask } from './ask.ts'
import { type Question } from './questions.ts'

/** Asks a question over HTTP and returns it with its answer, for the terminal. @throws Error for an answer with errors */
export async function answerText(
  { title, query, rows }: Question<unknown>,
  service: ServiceAddress,
): Promise<string> {
  const startedAt = performance.now()
  const answer = await ask(query, service)
  const ms = Math.round(performance.now() - startedAt)
  const blocks = [`── ${title}`, query, tableText(rows(answer)), `(${ms} ms over HTTP)`]
  return `\n${blocks.join('\n\n')}`
}
