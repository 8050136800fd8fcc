import { Arg, Ctx, Resolver } from 'type-graphql'
import { type Export } from '../../entities/export.ts'
import { type Job } from '../../entities/job.ts'
import { badInput } from '../../errors.ts'
import { exportSettings, startExport } from '../../exports/start-export.ts'
import { type Context } from '../../graphql/context.ts'
import { startErasure } from '../../privacy/erasure/start-erasure.ts'
import { WeekStart } from '../../schema/date-range-input.ts'
import { ExportPayload } from '../../schema/exports/export.ts'
import {
  ExportCompression,
  ExportFormat,
  type StartExportInput,
} from '../../schema/exports/start-export-input.ts'
import { EraseUserInput, ExportUserInput, StartedJobPayload } from '../../schema/privacy/erasure.ts'
import { AdminMutation } from '../decorators/for-admins.ts'
import { WithUserErrors } from '../decorators/with-user-errors.ts'

@Resolver()
export class PersonalDataResolver {
  @AdminMutation(() => StartedJobPayload, {
    description:
      'Erases a user for ever, in the background: events, traits, all ids, and every text that names the user, in both ' +
      'databases and in the files of exports. Events of the same id that are sent later are those of a new user; a retry of ' +
      'an erased event is a duplicate.',
  })
  @WithUserErrors()
  async eraseUser(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => EraseUserInput, { description: 'The id of the user, and the same once more.' })
    { userId, confirmation }: EraseUserInput,
  ): Promise<{ job: Job }> {
    if (userId !== confirmation)
      throw badInput('NOT_CONFIRMED', 'confirmation', 'confirmation must repeat the userId.')
    const job = await startErasure(scope, userId)
    services.jobs.wake()
    return { job }
  }

  @AdminMutation(() => ExportPayload, {
    description:
      'Starts to write everything that is held about a user into a file, as NDJSON: ids, traits, events, conversations, and ' +
      'every text that names the user. `export(id)` shows the link to the file.',
  })
  @WithUserErrors()
  async exportUser(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => ExportUserInput, { description: 'The user, by any of its ids, such as `user-7`.' }) {
      userId,
    }: ExportUserInput,
  ): Promise<{ export: Export }> {
    const input: StartExportInput = {
      userId,
      format: ExportFormat.NDJSON,
      compression: ExportCompression.NONE,
      weekStart: WeekStart.MONDAY,
    }
    const started = await startExport(scope, exportSettings(services, scope.project), input)
    services.jobs.wake()
    return { export: started }
  }
}
