import { checkName } from '../../analytics/query/check-text.ts'
import { checkAll } from '../../checks/collect.ts'
import { ApiKey } from '../../entities/api-key.ts'
import { badInput } from '../../errors.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type CreateApiKeyInput } from '../../schema/access/api-key.ts'
import { hashOf, newApiKey } from './api-keys.ts'

const mostKeys = 1_000
/** `cg_` and seven random characters; the other 36 characters stay secret. */
const prefixLength = 10

/**
 * Creates a key. Only this answer contains the key itself.
 * @throws INVALID_NAME, TOO_LONG, INVALID_TEXT, INVALID_SCOPES, INVALID_EXPIRY, TOO_MANY
 */
export async function createApiKey(
  scope: Pick<RequestScope, 'services' | 'em' | 'pool' | 'project' | 'viewer' | 'asOf' | 'changes'>,
  input: CreateApiKeyInput,
) {
  const { services, em, pool, project, viewer, asOf, changes } = scope
  const { name, scopes, expiresAt } = checked(input, asOf)
  if ((await em.count(ApiKey, { revokedAt: null })) >= mostKeys)
    throw badInput(
      'TOO_MANY',
      'input',
      `A project may have at most ${mostKeys} active keys. Revoke one first.`,
    )
  const key = newApiKey()
  const { rows } = await pool.query(
    `insert into api_keys (project, name, prefix, hash, scopes, created_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     returning *`,
    [project, name, key.slice(0, prefixLength), hashOf(key), scopes, viewer!.subject, asOf, expiresAt],
  )
  services.auth.apiKeys.forget()
  const apiKey = em.map(ApiKey, rows[0])
  changes.push({ action: 'CREATED', kind: 'API_KEY', id: apiKey.id, name })
  return { apiKey, key }
}

function checked({ name, scopes, expiresAt }: CreateApiKeyInput, asOf: Date): CreateApiKeyInput {
  checkAll(
    () => checkName(name),
    () => checkScopes(scopes),
    () => checkExpiry(expiresAt, asOf),
  )
  return { name, scopes: [...new Set(scopes)], expiresAt }
}

function checkScopes(scopes: CreateApiKeyInput['scopes']): void {
  if (!scopes.length) throw badInput('INVALID_SCOPES', 'scopes', 'scopes must have TRACK, READ or both.')
}

function checkExpiry(expiresAt: CreateApiKeyInput['expiresAt'], asOf: Date): void {
  if (expiresAt && expiresAt <= asOf)
    throw badInput('INVALID_EXPIRY', 'expiresAt', 'expiresAt must be in the future.')
}
