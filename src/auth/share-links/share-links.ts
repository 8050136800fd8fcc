import { hkdfSync, type KeyObject } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { type Pool } from 'pg'
import { z } from 'zod'
import { type ShareLink } from '../../entities/share-link.ts'
import { longestToken } from '../tokens/verify-token.ts'
import { type Viewer } from '../viewer.ts'

/** Signs and checks the tokens of share links. */
export interface ShareLinks {
  /** The token of a link. Undefined if the service has no secret, because an auth service signs all tokens. */
  sign: ((link: ShareLink) => string) | undefined
  /** The viewer of a link; undefined for a token that is not signed here, expired, or of a revoked link. */
  viewer(token: string): Promise<Viewer | undefined>
}

/** The type keeps every check from taking one kind of token for the other. */
const header = { alg: 'HS256', typ: 'share+jwt' } as const

const encodedHeader = Buffer.from(JSON.stringify(header)).toString('base64url')

/** Whether a text claims to be the token of a share link. Its signature says whether it is one. */
export const isShareToken = (text: string) => text.startsWith(`${encodedHeader}.`)

/** The key is derived from the secret of the service: no token of another kind is valid with it. */
export function createShareLinks(pool: Pool, secret: KeyObject | undefined): ShareLinks {
  if (!secret) return { sign: undefined, viewer: async () => undefined }
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'convograph share links', 32))
  return {
    sign: link => signed(link, key),
    viewer: async token => {
      const claims = claimsOf(token, key)
      return claims && (await isValid(pool, claims)) ? viewerOf(claims) : undefined
    },
  }
}

const claims = z.strictObject({
  jti: z.string().regex(/^\d{1,19}$/),
  project: z.string(),
  dashboard: z.string(),
  filter: z.record(z.string(), z.unknown()).nullable(),
  range: z.boolean(),
  lists: z.boolean(),
  iat: z.number(),
  exp: z.number(),
})
type Claims = z.infer<typeof claims>

function signed(link: ShareLink, key: Buffer): string {
  const payload: Claims = {
    jti: link.id,
    project: link.project,
    dashboard: link.dashboardId,
    filter: link.filter as Claims['filter'],
    range: link.allowsRange,
    lists: link.allowsLists,
    iat: Math.floor(link.createdAt.getTime() / 1_000),
    exp: Math.floor(link.expiresAt.getTime() / 1_000),
  }
  return jwt.sign(payload, key, { algorithm: header.alg, header })
}

function claimsOf(token: string, key: Buffer): Claims | undefined {
  if (token.length > longestToken) return undefined
  try {
    const read = claims.safeParse(jwt.verify(token, key, { algorithms: [header.alg] })).data
    // The last character of a part has unused bits: another one would be the same signature.
    return read && canonical(token) === token ? read : undefined
  } catch {
    return undefined
  }
}

const canonical = (token: string) =>
  token
    .split('.')
    .map(part => Buffer.from(part, 'base64url').toString('base64url'))
    .join('.')

/** A revoked link ends at once, in every process. */
async function isValid(pool: Pool, { jti, project, dashboard }: Claims): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select from share_links
     where id = $1::bigint and project = $2 and dashboard_id = $3 and revoked_at is null and expires_at > now()`,
    [jti, project, dashboard],
  )
  return rowCount === 1
}

const viewerOf = ({ jti, project, dashboard, filter, range, lists }: Claims): Viewer => ({
  subject: `share-link:${jti}`,
  roles: ['viewer'],
  project,
  proof: 'SHARE_LINK',
  shared: { dashboardId: dashboard, filter, allowsRange: range, allowsLists: lists },
})
