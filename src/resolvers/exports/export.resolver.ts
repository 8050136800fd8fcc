import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, FieldResolver, ID, Info, Resolver, Root } from 'type-graphql'
import { type Viewer } from '../../auth/viewer.ts'
import { type Export as ExportEntity } from '../../entities/export.ts'
import { cancelExport, deleteExport, findExport } from '../../exports/change-export.ts'
import { downloadLink } from '../../exports/download-link.ts'
import { exportSettings, startExport } from '../../exports/start-export.ts'
import { statusAt, withStatus } from '../../exports/status.ts'
import { type Context } from '../../graphql/context.ts'
import { exportListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Connection } from '../../schema/connection.ts'
import { DeletePayload } from '../../schema/delete-payload.ts'
import {
  CancelExportInput,
  DeleteExportInput,
  Export,
  ExportConnection,
  ExportPayload,
  ExportStatus,
  ExportsArgs,
} from '../../schema/exports/export.ts'
import { ExportList } from '../../schema/exports/export-list.ts'
import { StartExportInput } from '../../schema/exports/start-export-input.ts'
import { AdminField, AdminMutation, AdminQuery } from '../decorators/for-admins.ts'
import { WithUserErrors } from '../decorators/with-user-errors.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { plusFields } from '../question-cost/question.ts'
import { checkExportCost } from '../question-cost/questions/export-cost.ts'
import { weights } from '../question-cost/weights.ts'

/** An export as the resolvers of its fields find it. */
type AcceptedExport = { export: ExportEntity }

@Resolver(() => Export)
export class ExportResolver {
  @AdminQuery(() => ExportConnection, {
    description: 'The exports of the project, newest first. Those that ended over 30 days ago are gone.',
    cost: pageCost,
  })
  exports(
    @Ctx('scope') { em, asOf }: RequestScope,
    @Args(() => ExportsArgs) { status, ...args }: ExportsArgs,
  ): Promise<Connection<ExportEntity>> {
    return page(em, exportListing, { deletedAt: null, ...withStatus(asOf, status) }, args)
  }

  @AdminQuery(() => Export, {
    nullable: true,
    description:
      'One export; null when the project has none with this id. Ask for it until `status` is an end.',
    cost: plusFields(() => weights.statement),
  })
  export(
    @Ctx('scope') scope: RequestScope,
    @Arg('id', () => ID, { description: 'The `id` that `startExport` returned.' }) id: string,
  ): Promise<ExportEntity | null> {
    return findExport(scope, id)
  }

  @AdminMutation(() => ExportPayload, {
    description:
      'Starts to write a file in the background. `export(id)` shows its progress, and then the link to the file. Each caller ' +
      'may start `RATE_EXPORT` exports in an hour.',
  })
  @WithUserErrors()
  async startExport(
    @Ctx() { scope, services }: Context,
    @Info() { schema }: Pick<GraphQLResolveInfo, 'schema'>,
    @Arg('input', () => StartExportInput, { description: 'The rows, and the format of the file.' })
    input: StartExportInput,
  ): Promise<AcceptedExport> {
    checkExportCost(schema, input, services.env.limits.complexity)
    const started = await startExport(scope, exportSettings(services, scope.project), input)
    services.jobs.wake()
    return { export: started }
  }

  @AdminMutation(() => ExportPayload, {
    description: 'Ends an export before it is done. An export that has ended already stays as it is.',
  })
  @WithUserErrors()
  async cancelExport(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => CancelExportInput, { description: 'The `id` of the export, in any process.' })
    { id }: CancelExportInput,
  ): Promise<AcceptedExport> {
    return { export: await cancelExport(scope, services.jobs, id) }
  }

  @AdminMutation(() => DeletePayload, {
    description: 'Deletes an export and its file, which frees its bytes. Links to it stop working at once.',
  })
  @WithUserErrors()
  async deleteExport(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => DeleteExportInput, { description: 'The `id` of an export that is no longer needed.' })
    { id }: DeleteExportInput,
  ): Promise<Omit<DeletePayload, 'userErrors'>> {
    return { deletedId: await deleteExport(scope, services, id) }
  }

  @FieldResolver(() => ExportStatus, { description: 'How far the export is, such as `RUNNING`.' })
  status(@Ctx('scope') { asOf }: RequestScope, @Root() root: ExportEntity): ExportStatus {
    return statusAt(asOf, root)
  }

  @AdminField(() => String, {
    nullable: true,
    description:
      'A path of this service under which the file can be downloaded without a token for 15 minutes, such as ' +
      '`/exports/b0fKz5y2QmWvXo8Lr1uT3A/messages-2026-01-31.csv?exp=…&sig=…`. Asking again gives a new one. Null unless the ' +
      'status is `DONE`, and for an API key if the file has what is held about a user, the audit log or an answer to SQL.',
    cost: () => 0,
  })
  downloadUrl(@Ctx('scope') { asOf, viewer }: RequestScope, @Root() root: ExportEntity): string | null {
    return statusAt(asOf, root) === ExportStatus.DONE && mayDownload(viewer, root)
      ? downloadLink(root, asOf)
      : null
  }
}

/** Only an admin may ask for what is held about a user, for the audit log or by SQL, so only an admin gets such a file. */
const mayDownload = (viewer: Viewer | null, root: ExportEntity): boolean => {
  const { userId, list, sql, question } = root.input as StartExportInput
  const isSql = sql != null || question?.query != null
  return (userId == null && list !== ExportList.AUDIT_LOG && !isSql) || viewer!.roles.includes('admin')
}
