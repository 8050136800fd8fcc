import { ArgsType, Field, Float, ID, InputType, ObjectType } from 'type-graphql'
import { type Export as ExportEntity } from '../../entities/export.ts'
import { connectionOf } from '../connection.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { PageArgs } from '../page-args.ts'
import { Count, DateTime, JsonObject } from '../scalars.ts'
import { UserError } from '../user-error.ts'

export const ExportStatus = describedEnum(
  'ExportStatus',
  'How far an export is. It begins as `QUEUED`, and its file can be downloaded while it is `DONE`.',
  {
    QUEUED: 'The export waits for a free place among those that are written.',
    RUNNING: 'A server process writes the file, or will try again after an attempt that failed.',
    DONE: 'The file is whole and can be downloaded until `expiresAt`.',
    FAILED: 'There is no file; `error` has the reason.',
    CANCELLED: 'A request cancelled the export before it was done.',
    EXPIRED: 'The file is deleted, because `expiresAt` has passed or later files needed its room.',
  },
)
export type ExportStatus = EnumOf<typeof ExportStatus>

@ObjectType({ description: 'The reason why an export has no file.' })
class ExportError {
  @Field(() => String, {
    description: 'A stable code to act on, such as `RESULT_TOO_LARGE`; docs/exports.md has the list.',
  })
  code: string

  @Field(() => String, { description: 'The reason as a sentence, without any secret.' })
  message: string
}

@ObjectType({
  description:
    'A file with the rows of a list or a question, written in the background. The rows are those of one moment: events that ' +
    'arrive while the file is written are not in it.',
})
export class Export implements Pick<ExportEntity, 'id' | 'progress' | 'rows' | 'bytes' | 'sha256'> {
  @Field(() => ID, { description: 'An id that cannot be guessed, such as `b0fKz5y2QmWvXo8Lr1uT3A`.' })
  id: string

  @Field(() => JsonObject, { description: 'The `StartExportInput` as it was sent.' })
  input: object

  @Field(() => Float, { description: 'The part of the rows that is written, from 0 to 1, such as 0.25.' })
  progress: number

  @Field(() => Count, {
    nullable: true,
    description: 'The rows in the file, or those read so far, such as 1200; null before the first attempt.',
  })
  rows: number | null

  @Field(() => Count, {
    nullable: true,
    description: 'The size of the file in bytes, such as 48200; null until it is done.',
  })
  bytes: number | null

  @Field(() => String, {
    nullable: true,
    description: 'The SHA-256 of the file in hexadecimal; null until it is done.',
  })
  sha256: string | null

  @Field(() => DateTime, { description: 'The instant at which the export was started.' })
  createdAt: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'The begin of the first attempt; null while the export waits for it.',
  })
  startedAt: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'The end: done, failed or cancelled; null until then.',
  })
  finishedAt: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The instant at which the file is deleted, `EXPORT_HOURS` after its end; null until it is done.',
  })
  expiresAt: Date | null

  @Field(() => ExportError, {
    nullable: true,
    description: 'The reason of a failure; null if the export has not failed.',
  })
  error: ExportError | null
}

export const ExportConnection = connectionOf(Export, { article: 'An', one: 'export', many: 'exports' })

@ArgsType()
export class ExportsArgs extends PageArgs {
  @Field(() => ExportStatus, {
    nullable: true,
    description: 'Only exports with this status, such as `DONE`. Default: all.',
  })
  status?: ExportStatus | null
}

@InputType({ description: 'The export that is to end before it is done.' })
export class CancelExportInput {
  @Field(() => ID, { description: 'The `id` of the export, as `startExport` returned it.' })
  id: string
}

@InputType({ description: 'The export whose file is no longer needed.' })
export class DeleteExportInput {
  @Field(() => ID, { description: 'The `id` of the export, whatever its status is.' })
  id: string
}

@ObjectType({ description: 'An export after it was started or cancelled.' })
export class ExportPayload {
  @Field(() => Export, { nullable: true, description: 'The export; null if the input was refused.' })
  export: Export | null

  @Field(() => [UserError], { description: 'The problems with the input; empty if it was accepted.' })
  userErrors: UserError[]
}
