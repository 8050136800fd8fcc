import { type FastifyRequest } from 'fastify'
import { type GraphQLError } from 'graphql'
import { documentNotTrusted, persistedQueryNotFound } from '../../errors.ts'
import { observeRefusal } from '../../request/observe.ts'
import { type Services } from '../../services.ts'
import { type TrustedDocuments } from '../read-trusted-documents.ts'

/** The parts of a body that name the document. */
interface Sent {
  query?: unknown
  documentId?: unknown
  extensions?: { persistedQuery?: { sha256Hash?: unknown } } | null
}

/** Lets only these documents through to GraphQL. Others are refused before they are parsed. */
export function trustOnly(
  documents: TrustedDocuments,
  services: Services,
): (request: FastifyRequest) => Promise<void> {
  const settle = trusting(documents)
  return async request => {
    const refusal = request.method === 'POST' ? settle(request.body) : refusalOfAddress(request.query)
    if (!refusal) return
    observeRefusal(services, request.id, refusal)
    throw refusal
  }
}

/** Puts the text of a trusted document into a body that names one; returns the refusal of any other document. */
export function trusting(documents: TrustedDocuments): (body: unknown) => GraphQLError | undefined {
  const texts = new Set<unknown>(documents.values())
  return body => settle(body, documents, texts)
}

/** Puts the text of the document into the body. GraphQL refuses a body that names no document. */
function settle(body: unknown, documents: TrustedDocuments, texts: Set<unknown>): GraphQLError | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined
  const sent: Sent = body
  const id = sent.documentId ?? sent.extensions?.persistedQuery?.sha256Hash
  if (!sent.query && id === undefined) return undefined
  const text = sent.query || textOf(String(id), documents)
  if (text === undefined) return persistedQueryNotFound()
  if (!texts.has(text)) return documentNotTrusted()
  sent.query = text
  delete sent.extensions?.persistedQuery
  return undefined
}

/** The draft of GraphQL over HTTP prefixes a hash with its name. */
const textOf = (id: string, documents: TrustedDocuments) =>
  documents.get(id) ?? documents.get(id.replace(/^sha256:/, ''))

/** A document in an address, or anything else in it. */
const refusalOfAddress = (query: unknown) =>
  Object.keys(query as object).length ? documentNotTrusted() : undefined
