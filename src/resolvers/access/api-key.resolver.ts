import { Arg, Args, Ctx, Resolver } from 'type-graphql'
import { createApiKey } from '../../auth/api-keys/create-api-key.ts'
import { revokeApiKey } from '../../auth/api-keys/revoke-api-key.ts'
import { type ApiKey } from '../../entities/api-key.ts'
import { apiKeyListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import {
  ApiKeyConnection,
  CreateApiKeyInput,
  CreateApiKeyPayload,
  RevokeApiKeyInput,
  RevokeApiKeyPayload,
} from '../../schema/access/api-key.ts'
import { type Connection } from '../../schema/connection.ts'
import { PageArgs } from '../../schema/page-args.ts'
import { AdminMutation, AdminQuery } from '../decorators/for-admins.ts'
import { type Accepted, WithUserErrors } from '../decorators/with-user-errors.ts'
import { pageCost } from '../question-cost/page-cost.ts'

@Resolver()
export class ApiKeyResolver {
  @AdminQuery(() => ApiKeyConnection, {
    description: 'The API keys of the project, newest first, also those that no longer work.',
    cost: pageCost,
  })
  apiKeys(
    @Ctx('scope') { em }: RequestScope,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Connection<ApiKey>> {
    return page(em, apiKeyListing, {}, args)
  }

  @AdminMutation(() => CreateApiKeyPayload, {
    description:
      'Creates an API key for the project of your token. A service sends it as `Authorization: Bearer cg_…`. Only this ' +
      'answer shows the key; the database keeps its hash.',
  })
  @WithUserErrors()
  createApiKey(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => CreateApiKeyInput, { description: 'The name, scopes and expiry of the key.' })
    input: CreateApiKeyInput,
  ): Promise<Accepted<CreateApiKeyPayload>> {
    return createApiKey(scope, input)
  }

  @AdminMutation(() => RevokeApiKeyPayload, {
    description: 'Revokes a key for ever. Every server process refuses it within 5 seconds.',
  })
  @WithUserErrors()
  async revokeApiKey(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => RevokeApiKeyInput, {
      description: 'The `id` of the API key. Requests with the key are refused from then on.',
    })
    input: RevokeApiKeyInput,
  ): Promise<Accepted<RevokeApiKeyPayload>> {
    return { apiKey: await revokeApiKey(scope, input) }
  }
}
