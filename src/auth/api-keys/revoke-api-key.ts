import { isRowId } from '../../analytics/query/definition.ts'
import { ApiKey } from '../../entities/api-key.ts'
import { badInput } from '../../errors.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type RevokeApiKeyInput } from '../../schema/access/api-key.ts'

type KeyScope = Pick<RequestScope, 'services' | 'em' | 'pool' | 'project' | 'asOf' | 'changes'>

/**
 * Revokes a key: at once in this process, within 5 s in others. A key that is revoked already stays unchanged.
 * @throws NOT_FOUND
 */
export async function revokeApiKey(
  { services, em, pool, project, asOf, changes }: KeyScope,
  { id }: RevokeApiKeyInput,
): Promise<ApiKey> {
  const { rows } = await pool.query(
    `update api_keys
     set revoked_at = coalesce(revoked_at, $3)
     where project = $1 and id = $2::bigint
     returning *`,
    [project, isRowId(id) ? id : null, asOf],
  )
  if (!rows.length) throw badInput('NOT_FOUND', 'id', 'This project has no API key with this id.')
  services.auth.apiKeys.forget()
  const apiKey = em.map(ApiKey, rows[0])
  if (apiKey.revokedAt?.getTime() === asOf.getTime())
    changes.push({ action: 'ENDED', kind: 'API_KEY', id: apiKey.id, name: apiKey.name })
  return apiKey
}
