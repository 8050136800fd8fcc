import { Arg, Args, Ctx, Resolver } from 'type-graphql'
import { createShareLink } from '../../dashboards/share-links/create-share-link.ts'
import { revokeShareLink } from '../../dashboards/share-links/revoke-share-link.ts'
import { type ShareLink } from '../../entities/share-link.ts'
import { shareLinkListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Connection } from '../../schema/connection.ts'
import {
  CreateShareLinkInput,
  CreateShareLinkPayload,
  RevokeShareLinkInput,
  RevokeShareLinkPayload,
  ShareLinkConnection,
  ShareLinksArgs,
} from '../../schema/dashboards/share-link.ts'
import { AdminMutation, AdminQuery } from '../decorators/for-admins.ts'
import { type Accepted, WithUserErrors } from '../decorators/with-user-errors.ts'
import { pageCost } from '../question-cost/page-cost.ts'

@Resolver()
export class ShareLinkResolver {
  @AdminQuery(() => ShareLinkConnection, {
    description: 'The share links of the project, newest first, also those that no longer work.',
    cost: pageCost,
  })
  shareLinks(
    @Ctx('scope') { em }: RequestScope,
    @Args(() => ShareLinksArgs) { dashboardId, ...args }: ShareLinksArgs,
  ): Promise<Connection<ShareLink>> {
    return page(em, shareLinkListing, dashboardId == null ? {} : { dashboardId }, args)
  }

  @AdminMutation(() => CreateShareLinkPayload, {
    description:
      'Creates a link that shows one dashboard, saved or built in, to people without a token. A page sends the token of the link ' +
      'as `Authorization: Bearer …`. Only this answer shows the token; the database does not have it.',
  })
  @WithUserErrors()
  createShareLink(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => CreateShareLinkInput, {
      description: 'The dashboard, the time until which the link works, and what its viewers may see.',
    })
    input: CreateShareLinkInput,
  ): Promise<Accepted<CreateShareLinkPayload>> {
    return createShareLink(scope, input)
  }

  @AdminMutation(() => RevokeShareLinkPayload, {
    description: 'Revokes a share link for ever. Every server process refuses its next request.',
  })
  @WithUserErrors()
  async revokeShareLink(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => RevokeShareLinkInput, {
      description: 'The `id` of the share link. Requests with its token are refused from then on.',
    })
    input: RevokeShareLinkInput,
  ): Promise<Accepted<RevokeShareLinkPayload>> {
    return { shareLink: await revokeShareLink(scope, input) }
  }
}
