import { Authorized, Ctx, Query, Resolver } from 'type-graphql'
import { type Viewer as Caller, type Role } from '../../auth/viewer.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { ApiKeyScope } from '../../schema/access/api-key.ts'
import { Viewer } from '../../schema/access/viewer.ts'

const scopesOf: Record<Role, ApiKeyScope[]> = {
  admin: [ApiKeyScope.TRACK, ApiKeyScope.READ],
  service: [ApiKeyScope.TRACK],
  reader: [ApiKeyScope.READ],
}

@Resolver()
export class ViewerResolver {
  @Authorized('service', 'admin')
  @Query(() => Viewer, {
    nullable: true,
    description:
      'The caller as the service sees it: subject, roles, permissions and project. Every caller may ask this.',
  })
  viewer(@Ctx('scope') { viewer }: RequestScope): Viewer {
    return toViewer(viewer!)
  }
}

/** Authorization has let only a caller with a role pass. */
const toViewer = ({ subject, roles, project, proof }: Caller): Viewer => ({
  subject,
  roles,
  scopes: [...new Set(roles.flatMap(role => scopesOf[role]))],
  project,
  proof,
})
