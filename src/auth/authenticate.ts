import { type IncomingMessage } from 'node:http'
import { unauthenticated, unavailableEarly } from '../errors.ts'
import { isOutage } from '../postgres/database.ts'
import { type ApiKeys, isApiKey } from './api-keys/api-keys.ts'
import { type TokenRules, verifyToken } from './tokens/verify-token.ts'
import { type Viewer } from './viewer.ts'

/** The two ways to authenticate a request. */
export interface Proofs {
  tokens: TokenRules
  apiKeys: ApiKeys
}

/**
 * The viewer of a request, from its header `Authorization: Bearer …` only; null without the header.
 * @throws UNAUTHENTICATED for an invalid header, or for two headers; DB_UNAVAILABLE, AUTH_UNAVAILABLE
 */
export async function authenticate(
  { headersDistinct }: IncomingMessage,
  { tokens, apiKeys }: Proofs,
): Promise<Viewer | null> {
  const [header, ...more] = headersDistinct.authorization ?? []
  if (header === undefined) return null
  const token = more.length ? undefined : /^Bearer ([\w.-]+)$/.exec(header)?.[1]
  if (!token) throw unauthenticated('The Authorization header must be "Bearer <token>", once.')
  return isApiKey(token) ? ownerOf(token, apiKeys) : verifyToken(token, tokens)
}

async function ownerOf(key: string, apiKeys: ApiKeys): Promise<Viewer> {
  const viewer = await apiKeys.viewer(key).catch(error => {
    throw isOutage(error) ? unavailableEarly('PostgreSQL') : error
  })
  if (!viewer) throw unauthenticated('The API key is not valid here.')
  return viewer
}
