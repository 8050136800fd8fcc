import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType({
  description: 'An access token, and a refresh token to get the next one.',
})
export class TokenPayload {
  @Field(() => String, { description: 'The access token. Send it as `Authorization: Bearer …`.' })
  accessToken: string

  @Field(() => Int, { description: 'The seconds after which the access token is refused, such as 3600.' })
  expiresInSeconds: number

  @Field(() => String, { description: 'The scheme of the `Authorization` header: `Bearer`.' })
  tokenType: string

  @Field(() => String, {
    description: 'A secret for one call of `refreshToken` within 30 days. Each use returns the next one.',
  })
  refreshToken: string
}
