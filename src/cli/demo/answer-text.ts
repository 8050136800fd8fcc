import type { ServiceAddress } from '../import/send.ts'
import { type Question } from './questions.ts'
import { tableText } from './table-text.ts'

/** Asks a question over HTTP and returns it with its answer, for the terminal. @throws Error for an answer with errors */
export async function answerText(
  { title, query, rows }: Question<unknown>,
  service: ServiceAddress,
): Promise<string> {
  const startedAt = performance.now()
  const answer = await answerTo(query, service)
  const ms = Math.round(performance.now() - startedAt)
  const blocks = [`── ${title}`, query, tableText(rows(answer)), `(${ms} ms over HTTP)`]
  return `\n${blocks.join('\n\n')}`
}

async function answerTo(query: string, { url, token }: ServiceAddress): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  })
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: { message: string }[] }
  if (errors?.length) throw new Error(`A question was refused: ${errors[0]!.message}`)
  return data
}
