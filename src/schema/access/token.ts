import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType({
  description: 'What somebody who logged in sends with each request, and how to get more of it.',
})
export class TokenPayload {
  @Field(() => String, { description: 'Send it as `Authorization: Bearer …`.' })
  accessToken: string

  @Field(() => Int, { description: 'In how many seconds the access token ends.' })
  expiresInSeconds: number

  @Field(() => String, { description: 'What to write before the access token: `Bearer`.' })
  tokenType: string

  @Field(() => String, {
    description:
      'Good for one `refreshToken` within 30 days. Keep it secret, and use it once: the answer has the next one.',
  })
  refreshToken: string
}
