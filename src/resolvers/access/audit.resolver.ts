import { Args, Authorized, Ctx, Query, Resolver } from 'type-graphql'
import { auditLog } from '../../audit/audit-log.ts'
import { type AuditEntry } from '../../entities/audit-entry.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { AuditEntryConnection, AuditLogArgs } from '../../schema/access/audit-entry.ts'
import { type Connection } from '../../schema/connection.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { complexityOf } from '../question-cost/question.ts'

@Resolver()
export class AuditResolver {
  @Authorized('admin-only')
  @Query(() => AuditEntryConnection, {
    description:
      'The requests and changes in the project, each with its caller, newest first. For administrators only, not for ' +
      'API keys. It has a change at once, and a question a second after its answer.',
    complexity: complexityOf(pageCost),
  })
  auditLog(
    @Ctx('scope') scope: RequestScope,
    @Args(() => AuditLogArgs) args: AuditLogArgs,
  ): Promise<Connection<AuditEntry>> {
    return auditLog(scope, args)
  }
}
