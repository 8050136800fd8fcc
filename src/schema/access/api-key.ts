import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { type ApiKey as ApiKeyEntity } from '../../entities/api-key.ts'
import { connectionOf } from '../connection.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { DateTime } from '../scalars.ts'
import { UserError } from '../user-error.ts'

export const ApiKeyScope = describedEnum(
  'ApiKeyScope',
  'The permissions that a request with an API key can have.',
  {
    TRACK: 'Send events and identify users, as a token with the role `service` does.',
    READ: 'Run every query except `auditLog`; no mutations.',
  },
)
export type ApiKeyScope = EnumOf<typeof ApiKeyScope>

@ObjectType({
  description: 'An API key, which a service sends instead of a token: `Authorization: Bearer cg_…`.',
})
export class ApiKey implements Omit<ApiKeyEntity, 'project'> {
  @Field(() => ID, { description: 'The id that refers to the key in the API. It is not the secret.' })
  id: string

  @Field(() => String, { description: 'The name of the service that uses the key, such as `chat backend`.' })
  name: string

  @Field(() => String, { description: 'The first characters of the key, such as `cg_Xk3vQ9a`.' })
  prefix: string

  @Field(() => [ApiKeyScope], {
    description: 'The permissions of requests with the key, such as `[TRACK]` to send events.',
  })
  scopes: ApiKeyScope[]

  @Field(() => String, { description: 'The subject (`sub`) of the token that created the key.' })
  createdBy: string

  @Field(() => DateTime, { description: 'The time of `createApiKey`; a new key works at once.' })
  createdAt: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time from which the key no longer works; null if the key does not expire.',
  })
  expiresAt: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time of the last use, to about a minute; null if the key was never used.',
  })
  lastUsedAt: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The instant from which requests with the key were refused, by `revokeApiKey`; null if it was not revoked.',
  })
  revokedAt: Date | null
}

export const ApiKeyConnection = connectionOf(ApiKey, { article: 'An', one: 'API key', many: 'API keys' })

@InputType({ description: 'The name, the permissions and the expiry of a new API key.' })
export class CreateApiKeyInput {
  @Field(() => String, {
    description: 'The name of the service that uses the key, up to 100 characters, such as `chat backend`.',
  })
  name: string

  @Field(() => [ApiKeyScope], {
    defaultValue: [ApiKeyScope.TRACK],
    description: 'The permissions of the key. Default: `[TRACK]`, to send events.',
  })
  scopes: ApiKeyScope[]

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time from which the key no longer works. Default: the key works until it is revoked.',
  })
  expiresAt?: Date | null
}

@ObjectType({ description: 'The new API key with its secret, which is shown only here.' })
export class CreateApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'The new key; null if the input was refused.' })
  apiKey: ApiKey | null

  @Field(() => String, {
    nullable: true,
    description: 'The secret itself. It is shown only here, once; null if the input was refused.',
  })
  key: string | null

  @Field(() => [UserError], { description: 'The problems with the input; empty if the key was created.' })
  userErrors: UserError[]
}

@InputType({ description: 'The API key that no longer works from now on.' })
export class RevokeApiKeyInput {
  @Field(() => ID, {
    description: 'The `id` of the API key, as `apiKeys` lists it; the secret itself is not accepted.',
  })
  id: string
}

@ObjectType({
  description: 'The key with the time of its end, or the errors that kept it from being revoked.',
})
export class RevokeApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'The revoked key; null if the input was refused.' })
  apiKey: ApiKey | null

  @Field(() => [UserError], { description: 'The problems with the input; empty if the key was revoked.' })
  userErrors: UserError[]
}
