import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { type ApiKey as ApiKeyEntity } from '../../entities/api-key.ts'
import { connectionOf } from '../connection.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { DateTime } from '../scalars.ts'
import { UserError } from '../user-error.ts'

export const ApiKeyScope = describedEnum('ApiKeyScope', 'What a key may do.', {
  TRACK: 'Send facts and identify users, as a token with the role service does.',
  READ: 'Ask every question but `auditLog`, and change nothing.',
})
export type ApiKeyScope = EnumOf<typeof ApiKeyScope>

@ObjectType({ description: 'A key that a service shows instead of a token: `Authorization: Bearer cg_…`.' })
export class ApiKey implements Omit<ApiKeyEntity, 'project'> {
  @Field(() => ID, { description: 'What to name it by. It is not the key.' })
  id: string

  @Field(() => String, { description: 'Who uses it, such as `chat backend`.' })
  name: string

  @Field(() => String, { description: 'How the key begins, such as `cg_Xk3vQ9a`.' })
  prefix: string

  @Field(() => [ApiKeyScope], { description: 'What it may do.' })
  scopes: ApiKeyScope[]

  @Field(() => String, { description: 'Who made it, as their token said.' })
  createdBy: string

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'From when on it no longer works; null when it has no end.',
  })
  expiresAt: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was last used, to about a minute; null when it never was.',
  })
  lastUsedAt: Date | null

  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; null when it was not.' })
  revokedAt: Date | null
}

export const ApiKeyConnection = connectionOf(ApiKey, { article: 'An', one: 'API key', many: 'API keys' })

@InputType({ description: 'A key to make.' })
export class CreateApiKeyInput {
  @Field(() => String, { description: 'Who uses it, up to 100 characters, such as `chat backend`.' })
  name: string

  @Field(() => [ApiKeyScope], {
    defaultValue: [ApiKeyScope.TRACK],
    description: 'What it may do. Default: send facts.',
  })
  scopes: ApiKeyScope[]

  @Field(() => DateTime, {
    nullable: true,
    description: 'From when on it no longer works. Default: it works until it is revoked.',
  })
  expiresAt?: Date | null
}

@ObjectType({ description: 'The key that was made.' })
export class CreateApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'Null when the input was refused.' })
  apiKey: ApiKey | null

  @Field(() => String, {
    nullable: true,
    description: 'The key itself. It is shown here and never again; null when the input was refused.',
  })
  key: string | null

  @Field(() => [UserError], { description: 'What to change in the input; empty when the key was made.' })
  userErrors: UserError[]
}

@InputType({ description: 'A key that is to stop working.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'The `id` of the key.' })
  id: string
}

@ObjectType({ description: 'The key that was revoked.' })
export class RevokeApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'Null when the input was refused.' })
  apiKey: ApiKey | null

  @Field(() => [UserError], { description: 'What to change in the input; empty when it was revoked.' })
  userErrors: UserError[]
}
