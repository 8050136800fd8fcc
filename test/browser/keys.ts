import { CreateApiKeyDocument, RevokeApiKeyDocument } from '../e2e/operations/operations.ts'
import { type Asking, dataOf } from '../support/graphql/graphql-request.ts'

/** Keys that may only track. */
export interface Keys {
  create(): Promise<{ id: string; key: string }>
  revoke(id: string): Promise<void>
}

export const createKeys = (asking: Asking): Keys => ({
  create: async () => {
    const { createApiKey } = await dataOf(asking, CreateApiKeyDocument, {
      input: { name: 'site', scopes: ['TRACK'] },
    })
    return { id: createApiKey.apiKey!.id, key: createApiKey.key! }
  },
  revoke: async id => void (await dataOf(asking, RevokeApiKeyDocument, { id })),
})
