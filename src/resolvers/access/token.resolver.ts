import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { obtainToken } from '../../auth/accounts/obtain-token.ts'
import { refreshToken } from '../../auth/accounts/refresh-token.ts'
import { type Context } from '../../graphql/context.ts'
import { TokenPayload } from '../../schema/access/token.ts'

/** These mutations need no token: their callers have none yet. */
@Resolver()
export class TokenResolver {
  @Mutation(() => TokenPayload, {
    description:
      'Logs in with an account of this service, made by `npm run account`. Send the request without an Authorization header. ' +
      'Ten attempts for an account and thirty from an address are allowed in five minutes.',
  })
  obtainToken(
    @Ctx() { scope, services: { signAccessToken } }: Context,
    @Arg('username', () => String, { description: 'The username to log in with, such as `admin`.' })
    username: string,
    @Arg('password', () => String, { description: 'The password of the account. Send it in a variable.' })
    password: string,
  ): Promise<TokenPayload> {
    return obtainToken(scope, signAccessToken, username, password)
  }

  @Mutation(() => TokenPayload, {
    description:
      'New tokens for a refresh token, which works once. A refresh token that is sent a second time ends the session. ' +
      'Send the request without an Authorization header.',
  })
  refreshToken(
    @Ctx() { scope, services: { signAccessToken } }: Context,
    @Arg('token', () => String, {
      description: 'The refresh token, `cgr_…`, of the latest login or refresh; each works once.',
    })
    token: string,
  ): Promise<TokenPayload> {
    return refreshToken(scope, signAccessToken, token)
  }
}
