import { unauthenticated, unavailableEarly } from '../errors.ts'
import { isOutage } from '../postgres/database.ts'
import { type ApiKeys, isApiKey } from './api-keys/api-keys.ts'
import { isShareToken, type ShareLinks } from './share-links/share-links.ts'
import { type TokenRules, verifyToken } from './tokens/verify-token.ts'
import { type Viewer } from './viewer.ts'

/** The ways to authenticate a request. */
export interface Proofs {
  tokens: TokenRules
  apiKeys: ApiKeys
  shareLinks: ShareLinks
}

/**
 * The viewer of a request, from its header `Authorization: Bearer …` only; null without the header. `headers` are all of that name.
 * @throws UNAUTHENTICATED for an invalid header, or for two headers; DB_UNAVAILABLE, AUTH_UNAVAILABLE
 */
export async function authenticate(
  headers: readonly string[],
  { tokens, apiKeys, shareLinks }: Proofs,
): Promise<Viewer | null> {
  const [header, ...more] = headers
  if (header === undefined) return null
  const token = more.length ? undefined : /^Bearer ([\w.-]+)$/.exec(header)?.[1]
  if (!token) throw unauthenticated('The Authorization header must be "Bearer <token>", once.')
  if (isApiKey(token)) return known(apiKeys.viewer(token), 'API key')
  return isShareToken(token) ? known(shareLinks.viewer(token), 'share link') : verifyToken(token, tokens)
}

async function known(found: Promise<Viewer | undefined>, credential: string): Promise<Viewer> {
  const viewer = await found.catch(error => {
    throw isOutage(error) ? unavailableEarly('PostgreSQL') : error
  })
  if (!viewer) throw unauthenticated(`The ${credential} is not valid here.`)
  return viewer
}
