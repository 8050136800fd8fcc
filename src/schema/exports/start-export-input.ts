import { Field, ID, InputType } from 'type-graphql'
import { CompareInput } from '../compare.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { FilterInput } from '../filter-input.ts'
import { QuestionInput } from '../questions/question-input.ts'
import { Json } from '../scalars.ts'
import { SegmentedArgs } from '../users/segmented-args.ts'
import { ExportList } from './export-list.ts'

export const ExportFormat = describedEnum(
  'ExportFormat',
  'How the rows of an export are written into its file.',
  {
    CSV: 'Comma-separated values (RFC 4180) in UTF-8 with a line of names; texts that a spreadsheet would run begin with an apostrophe.',
    JSON: 'One JSON array with an object for each row.',
    NDJSON: 'One JSON object per line.',
    XLSX: 'A worksheet with at most 1,048,575 rows, for Excel, LibreOffice and others. Every text is a cell of text.',
    PARQUET: 'Columns with their types, for DuckDB, ClickHouse, Spark, pandas and others.',
  },
)
export type ExportFormat = EnumOf<typeof ExportFormat>

export const ExportCompression = describedEnum(
  'ExportCompression',
  'The compression of the whole file of an export.',
  {
    NONE: 'The file as it is. XLSX and Parquet are compressed inside.',
    GZIP: 'Gzip, which every system can unpack.',
    ZSTD: 'Zstandard, which is smaller and faster to unpack than gzip.',
  },
)
export type ExportCompression = EnumOf<typeof ExportCompression>

@InputType({
  description:
    'The rows of an export and the format of its file, such as `{ list: MESSAGES, format: CSV, range: { preset: LAST_MONTH } }`.',
})
export class StartExportInput extends SegmentedArgs {
  @Field(() => ExportList, {
    nullable: true,
    description: 'Export a list, such as `EVENTS`. Exactly one of the sources must be given.',
  })
  list?: ExportList | null

  @Field(() => QuestionInput, {
    nullable: true,
    description:
      'Export the answer to a question, such as `{ funnelId: "7" }`, as a table. Its range and its calendar are those of the ' +
      'export.',
  })
  question?: QuestionInput | null

  @Field(() => String, {
    nullable: true,
    description:
      'Export the rows of SQL over the tables of the project, such as `SELECT channel, count() FROM messages GROUP BY channel`, ' +
      'under the rules of `query`. The range and the filter do not apply.',
  })
  sql?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'Export everything that is held about a user, as NDJSON, by your id of the user, such as `user-7`. The range and the ' +
      'filter do not apply. `exportUser` does the same.',
  })
  userId?: string | null

  @Field(() => Json, {
    nullable: true,
    description:
      'The values of the parameters of `sql`: a list for each `?` in turn, or an object for placeholders such as `{bot:String}`.',
  })
  parameters?: unknown

  @Field(() => ExportFormat, { description: 'The format of the file, such as `CSV`.' })
  format: ExportFormat

  @Field(() => ExportCompression, {
    defaultValue: ExportCompression.NONE,
    description: 'The compression of the file, such as `GZIP`.',
  })
  compression: ExportCompression

  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'The range of the export, counted from now. Default: the last 30 days, including today; all time is ' +
      '`{ between: { from: "1970-01-01T00:00:00Z", to: … } }`.',
  })
  range?: DateRangeInput | null

  @Field(() => CompareInput, {
    nullable: true,
    description:
      'The range to compare a question with, such as `{ period: PREVIOUS_PERIOD }`. Default: no comparison.',
  })
  compare?: CompareInput | null

  @Field(() => FilterInput, {
    nullable: true,
    description:
      'Only events that meet this condition; for `CONVERSATIONS` and `USERS`, those with such an event. Default: all.',
  })
  filter?: FilterInput | null

  @Field(() => [String], {
    nullable: true,
    description:
      'The columns of a list in this order, such as `["timestamp", "userId"]`. Default: all columns of the list.',
  })
  columns?: string[] | null

  @Field(() => String, {
    nullable: true,
    description:
      'A text of your own, such as a UUID, up to 200 characters: repeating the mutation with it returns the same export. ' +
      'Default: every call starts an export.',
  })
  idempotencyKey?: string | null
}

/** The part of the input that a list reads. */
export type ListInput = Pick<
  StartExportInput,
  'timeZone' | 'weekStart' | 'segment' | 'segmentId' | 'filter' | 'columns'
>
