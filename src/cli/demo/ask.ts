import type { ServiceAddress } from '../import/send.ts'

/** Asks over HTTP. @returns the data of the answer @throws Error for an answer with errors */
export async function ask(
  query: string,
  { url, token }: ServiceAddress,
  variables: object = {},
): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: { message: string }[] }
  if (errors?.length) throw new Error(`A question was refused: ${errors[0]!.message}`)
  return data
}
