import { Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { type Viewer as Caller, type Role } from '../../auth/viewer.ts'
import { Account } from '../../entities/account.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { ApiKeyScope } from '../../schema/access/api-key.ts'
import { Viewer, ViewerAccount } from '../../schema/access/viewer.ts'
import { weights } from '../question-cost/weights.ts'

/** A share link may not ask for its viewer. */
interface Admitted extends Caller {
  roles: Exclude<Role, 'viewer'>[]
  proof: Exclude<Caller['proof'], 'SHARE_LINK'>
}

const scopesOf: Record<Admitted['roles'][number], ApiKeyScope[]> = {
  admin: [ApiKeyScope.TRACK, ApiKeyScope.READ],
  service: [ApiKeyScope.TRACK],
  'super-admin': [],
  reader: [ApiKeyScope.READ],
}

@Resolver(() => Viewer)
export class ViewerResolver {
  @Authorized('service', 'admin', 'super-admin')
  @Query(() => Viewer, {
    nullable: true,
    description:
      'The caller as the service sees it: subject, roles, permissions and project. Every caller may ask this.',
  })
  viewer(@Ctx('scope') { viewer }: RequestScope): Viewer {
    // Authorization lets only such callers pass.
    return toViewer(viewer as Admitted)
  }

  @FieldResolver(() => ViewerAccount, {
    nullable: true,
    description:
      'The account of the project whose username is the subject; null for other tokens and for API keys.',
    complexity: weights.statement,
  })
  account(@Ctx('scope') { em }: RequestScope, @Root() viewer: Viewer): Promise<Account | null> {
    const { subject, project } = viewer
    return em.findOne(Account, { username: subject, project, disabledAt: null })
  }
}

const toViewer = ({ subject, roles, project, proof }: Admitted): Viewer => ({
  subject,
  roles,
  scopes: [...new Set(roles.flatMap(role => scopesOf[role]))],
  project,
  proof,
})
