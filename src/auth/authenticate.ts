import { type IncomingMessage } from 'node:http'
import { unauthenticated } from '../errors.ts'
import { type TokenRules, verifyToken } from './verify-token.ts'
import { type Viewer } from './viewer.ts'

/**
 * Who sent a request, by its header `Authorization: Bearer …` and nothing else; null without one.
 * @throws UNAUTHENTICATED for a header that proves nothing, or two of them
 */
export async function authenticate(
  { headersDistinct }: IncomingMessage,
  rules: TokenRules,
): Promise<Viewer | null> {
  const [header, ...more] = headersDistinct.authorization ?? []
  if (header === undefined) return null
  const token = more.length ? undefined : /^Bearer ([\w.-]+)$/.exec(header)?.[1]
  if (!token) throw unauthenticated('The Authorization header must be "Bearer <token>", once.')
  return verifyToken(token, rules)
}
