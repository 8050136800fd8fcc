import type { ServiceAddress } from '../import/send.ts'
import { type Question } from './questions.ts'
import { tableText } from './table-text.ts'

/** Asks over HTTP; gives the question and its answer for the terminal. Throws an Error when there is none. */
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
  if (errors?.length) throw new Error(`A question has no answer: ${errors[0]!.message}`)
  return data
}
