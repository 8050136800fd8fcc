import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql'
import { describedErrors } from '../../codes/error-code.ts'
import { type Change, type ChangedDefinition, type AuditEntry as Entry } from '../../entities/audit-entry.ts'
import { definitionNouns } from '../../entities/definition.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { PageArgs } from '../page-args.ts'
import { DateTime } from '../scalars.ts'

export const AuditKind = describedEnum('AuditKind', 'The kind of operation that an audit entry records.', {
  QUERY: 'A query: data was read.',
  MUTATION: 'A mutation: something was created, changed or ended, or the attempt failed.',
  SUBSCRIPTION:
    'The start of a subscription, with the cost of its first answer, or its end, with the time that it was open and the cost of ' +
    'all further answers that it was charged for.',
  LOGIN: 'A login: a token was requested for an account.',
  COMMAND: 'A command on the host, such as `npm run account`.',
  JOB: 'The end of a job in the background, such as an export; `subject` is the caller whose request started it.',
})
export type AuditKind = EnumOf<typeof AuditKind>

export const AuditProof = describedEnum('AuditProof', 'The credential that a request was sent with.', {
  TOKEN: 'A JSON Web Token.',
  API_KEY: 'An API key; `subject` is then `api-key:` and the id of the key.',
  SHARE_LINK: 'The token of a share link; `subject` is then `share-link:` and the id of the link.',
  NONE: 'No credential, as for a login, a command, a job or a link to the file of an export.',
})
export type AuditProof = EnumOf<typeof AuditProof>

export const AuditOutcome = describedEnum(
  'AuditOutcome',
  'The outcome of an operation: success, or the code of its first error.',
  {
    OK: 'The operation succeeded.',
    FAILED: 'A job in the background has given up; `jobs` has the reason.',
    ...describedErrors,
  },
)
export type AuditOutcome = EnumOf<typeof AuditOutcome>

const AuditAction = describedEnum('AuditAction', 'The kind of change that an operation made to an object.', {
  CREATED: 'The object did not exist before, or was added, such as a new price.',
  UPDATED: 'The object existed before, and its content or its name changed.',
  ENDED: 'The object was ended: a key or a link was revoked, a price got an end, an account was disabled.',
  DELETED: 'The object is gone; its `id` stays in this log.',
})
type AuditAction = EnumOf<typeof AuditAction>

const definitions = Object.fromEntries(
  Object.entries(definitionNouns).map(([kind, noun]) => [
    kind.toUpperCase(),
    `A saved ${noun}, which any administrator of the project can change.`,
  ]),
) as Record<ChangedDefinition, string>

export const AuditedThing = describedEnum('AuditedThing', 'The kinds of object that operations change.', {
  ...definitions,
  SNAPSHOT:
    'The members of a segment as they were at one moment; a snapshot is called by the name of the segment.',
  REPORT_RUN: 'A run of a report, which `runReport` began; it is called by the name of the report.',
  API_KEY: 'A credential of a service, which `createApiKey` creates and `revokeApiKey` ends.',
  SHARE_LINK: 'A link to a dashboard, which `createShareLink` creates and `revokeShareLink` ends.',
  MODEL_PRICE: 'A price per million tokens, which `createModelPrice` creates.',
  MODEL_ALIAS: 'A name that a project gave to a model.',
  COSTS: 'The costs of AI calls and messages, after a recomputation; they have neither id nor name.',
  ACCOUNT: 'An account that logs in to this service.',
  EXPORT: 'An export, which `startExport` starts; its name is that of its file.',
  PROJECT: 'A project, which `createProject` creates; its id is its name.',
  EVENTS: 'Expired events, which a night removed; the name says how many, and before which instant.',
  USER: 'A user that `eraseUser` erases; its id is a hash that only tells whether two erasures were of one id.',
  JOB: 'A job in the background, which ended or was cancelled; its name is its kind, such as `EXPORT`.',
})
export type AuditedThing = EnumOf<typeof AuditedThing>

@ObjectType({ description: 'One object that an operation created, changed, ended or deleted.' })
class AuditChange implements Change {
  @Field(() => AuditAction, { description: 'The action, such as `CREATED`.' })
  action: AuditAction

  @Field(() => AuditedThing, { description: 'The kind of the changed object, such as `FUNNEL`.' })
  kind: AuditedThing

  @Field(() => ID, {
    nullable: true,
    description: 'The `id` of the object, also after it was deleted.',
  })
  id: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The name that the object had when it changed; it may have another one today.',
  })
  name: string | null
}

@ObjectType({
  description:
    'One entry of the audit log: the caller, the operation, its time, its origin and its cost. Values of variables, ' +
    'tokens, keys, passwords, properties and traits are never kept.',
})
class AuditEntry implements Omit<Entry, 'project'> {
  @Field(() => ID, { description: 'An id that refers to this entry alone and never changes.' })
  id: string

  @Field(() => DateTime, {
    description: 'The instant at which the request arrived, by the clock of the service.',
  })
  at: Date

  @Field(() => String, {
    description:
      'The request id, as in the response header `x-request-id` and in the lines of the service’s log.',
  })
  requestId: string

  @Field(() => String, {
    description:
      'The caller: the `sub` of the token, `api-key:` or `share-link:` and an id, or the name of the account; `export:` and an id ' +
      'for a download by its link alone.',
  })
  subject: string

  @Field(() => [String], {
    description:
      'The roles of the caller, such as `admin`; `reader` is an API key with the scope `READ`, `viewer` a share link.',
  })
  roles: Entry['roles']

  @Field(() => AuditProof, { description: 'The credential that came with the request, such as `TOKEN`.' })
  proof: AuditProof

  @Field(() => String, {
    nullable: true,
    description: 'The network address of the caller, such as `203.0.113.7`; null for a command.',
  })
  address: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The `User-Agent` of the client, up to 200 characters.',
  })
  userAgent: string | null

  @Field(() => AuditKind, {
    description: 'The kind of operation: a query, a mutation, a login or a command.',
  })
  kind: AuditKind

  @Field(() => String, {
    nullable: true,
    description:
      'The name of the operation in its document, such as `Dashboard`; null if the client gave none.',
  })
  operationName: string | null

  @Field(() => [String], {
    description:
      'The top-level fields of the operation, such as `summary`; for each custom query also `sql:` and the SHA-256 of its SQL; for ' +
      'the download of an export `downloadUrl` and `export:` with its id.',
  })
  fields: string[]

  @Field(() => Float, { description: 'The cost of the operation in points, as `MAX_COMPLEXITY` limits it.' })
  cost: number

  @Field(() => Int, { description: 'The time from request to response, in milliseconds.' })
  durationMs: number

  @Field(() => AuditOutcome, { description: '`OK`, or the code of the first error, such as `FORBIDDEN`.' })
  outcome: AuditOutcome

  @Field(() => [AuditChange], {
    description:
      'The changes that the operation made; empty for a query, and for a mutation that changed nothing.',
  })
  changes: Change[]
}

export const AuditEntryConnection = connectionOf(AuditEntry, {
  article: 'An',
  one: 'entry of the audit log',
  many: 'entries of the audit log',
})

@InputType({ description: 'The kind of a changed object, and which one, to look for in the audit log.' })
export class ChangedInput {
  @Field(() => AuditedThing, { description: 'The kind of the object, such as `FUNNEL`.' })
  kind: AuditedThing

  @Field(() => ID, {
    nullable: true,
    description: 'The `id` of the object. Default: any object of the kind.',
  })
  id?: string | null
}

@InputType({ description: 'The audit entries to list; all given conditions hold together.' })
export class AuditFilterInput {
  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'Only requests that arrived in this range, such as `{ preset: TODAY }`; start inclusive, end exclusive.',
  })
  range?: DateRangeInput | null

  @Field(() => String, { nullable: true, description: 'Only this caller, such as `api-key:7`.' })
  subject?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'Only operations with this top-level field, such as `summary`, or with this SQL: `sql:` and its SHA-256.',
  })
  field?: string | null

  @Field(() => AuditKind, { nullable: true, description: 'Only requests of this kind, such as `MUTATION`.' })
  kind?: AuditKind | null

  @Field(() => [AuditOutcome], {
    nullable: true,
    description: 'Only these outcomes, such as `[FORBIDDEN, UNAUTHENTICATED]`.',
  })
  outcomes?: AuditOutcome[] | null

  @Field(() => String, {
    nullable: true,
    deprecationReason: 'Use `outcomes`.',
    description: 'Only this outcome, such as `FORBIDDEN`.',
  })
  outcome?: string | null

  @Field(() => String, { nullable: true, description: 'Only this network address, such as `203.0.113.7`.' })
  address?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Only the request whose answer had this `x-request-id`, such as `req-1`.',
  })
  requestId?: string | null

  @Field(() => ChangedInput, {
    nullable: true,
    description: 'Only operations that changed this object, such as `{ kind: FUNNEL }` for any saved funnel.',
  })
  changed?: ChangedInput | null
}

@ArgsType()
export class AuditLogArgs extends PageArgs {
  @Field(() => AuditFilterInput, {
    nullable: true,
    description:
      'Conditions that the listed entries meet, all of them, such as `{ kind: MUTATION }`. Default: all entries.',
  })
  filter?: AuditFilterInput | null
}
