import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { print } from 'graphql'
import { firstAnswer } from '../streams/first-answer.ts'

/** The answer to a GraphQL request over HTTP. */
export interface Answer<Data> {
  status: number
  headers: Headers
  data: Data | null
  errors: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[]
}

/**
 * The data of an answer without errors: a question that was answered is not null. The type has null as well for a
 * question that found nothing, such as `user`.
 */
export type Complete<Data> = { [Field in keyof Data]: NonNullable<Data[Field]> }

/** The URL and the token; null sends no token. */
export interface Asking {
  url: string
  token: string | null
}

/**
 * Sends one operation over HTTP: of a subscription, the first answer is read. A generated document types its variables and its
 * answer.
 */
export async function graphqlRequest<Data, Variables extends object = object>(
  { url, token }: Asking,
  query: string | TypedDocumentNode<Data, Variables>,
  variables?: Variables,
): Promise<Answer<Data>> {
  const text = typeof query === 'string' ? query : print(query)
  if (/^subscription\b/.test(text)) return firstAnswer({ url, token }, text, variables)
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query: text, variables }),
  })
  const { data = null, errors = [] } = (await response.json()) as Partial<Answer<Data>>
  return { status: response.status, headers: response.headers, data, errors }
}

/** The data of an answer; fails if the answer has errors. */
export async function dataOf<Data, Variables extends object>(
  asking: Asking,
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Complete<Data>> {
  const { data, errors } = await graphqlRequest(asking, query, variables)
  if (errors.length || !data) throw new Error(JSON.stringify(errors))
  return data as Complete<Data>
}
