import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql'
import { type Change, type AuditEntry as Entry } from '../../entities/audit-entry.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { PageArgs } from '../page-args.ts'
import { DateTime } from '../scalars.ts'

export const AuditKind = describedEnum('AuditKind', 'What kind of doing an entry is about.', {
  QUERY: 'Something was asked.',
  MUTATION: 'Something was made, changed or ended, or should have been.',
  LOGIN: 'Somebody asked for a token of an account.',
  COMMAND: 'A command was run on the machine, such as `npm run account`.',
})
export type AuditKind = EnumOf<typeof AuditKind>

export const AuditProof = describedEnum('AuditProof', 'What a request showed to prove who sent it.', {
  TOKEN: 'A token.',
  API_KEY: 'An API key; the subject is `api-key:` and its id.',
  NONE: 'Nothing yet, as for a login or a command.',
})
export type AuditProof = EnumOf<typeof AuditProof>

const AuditAction = describedEnum('AuditAction', 'What was done to a thing.', {
  CREATED: 'It was made.',
  UPDATED: 'It was changed.',
  ENDED: 'It got an end: a key was revoked, a price ended, an account disabled.',
  DELETED: 'It was deleted.',
})
type AuditAction = EnumOf<typeof AuditAction>

export const AuditedThing = describedEnum('AuditedThing', 'What can be changed.', {
  SEGMENT: 'A saved segment.',
  SNAPSHOT: 'A snapshot of a segment; it has the name of the segment.',
  FUNNEL: 'A saved funnel.',
  COHORTS: 'Saved cohorts.',
  API_KEY: 'An API key.',
  MODEL_PRICE: 'A price of a model.',
  COSTS: 'The costs of calls and messages; they have neither id nor name.',
  ACCOUNT: 'An account that logs in here.',
})
export type AuditedThing = EnumOf<typeof AuditedThing>

@ObjectType({ description: 'Something that was made, changed, ended or deleted.' })
class AuditChange implements Change {
  @Field(() => AuditAction, { description: 'What was done.' })
  action: AuditAction

  @Field(() => AuditedThing, { description: 'To what.' })
  kind: AuditedThing

  @Field(() => ID, { nullable: true, description: 'Its `id`, also when it is gone.' })
  id: string | null

  @Field(() => String, { nullable: true, description: 'Its name at that time.' })
  name: string | null
}

@ObjectType({
  description:
    'Who asked or changed what, when, from where and at what cost. No value of a variable, token, key, password, ' +
    'property or trait is kept.',
})
class AuditEntry implements Omit<Entry, 'project'> {
  @Field(() => ID, { description: 'Its id.' })
  id: string

  @Field(() => DateTime, { description: 'When the request came.' })
  at: Date

  @Field(() => String, { description: 'What the answer had as `x-request-id`, and lines of the log have.' })
  requestId: string

  @Field(() => String, {
    description: 'Who: the `sub` of the token, `api-key:` and the id of the key, or the name of the account.',
  })
  subject: string

  @Field(() => [String], { description: 'Their roles, such as `admin`; `reader` is a key that may ask.' })
  roles: Entry['roles']

  @Field(() => AuditProof, { description: 'How they proved it.' })
  proof: AuditProof

  @Field(() => String, {
    nullable: true,
    description: 'Where it came from, such as `203.0.113.7`; null for a command.',
  })
  address: string | null

  @Field(() => String, {
    nullable: true,
    description: 'What their client calls itself, up to 200 characters.',
  })
  userAgent: string | null

  @Field(() => AuditKind, { description: 'Whether it is a question, a change, a login or a command.' })
  kind: AuditKind

  @Field(() => String, { nullable: true, description: 'What the client called its operation.' })
  operationName: string | null

  @Field(() => [String], { description: 'The fields asked for, such as `summary`.' })
  fields: string[]

  @Field(() => Float, { description: 'What the operation cost, as `MAX_COMPLEXITY` counts it.' })
  cost: number

  @Field(() => Int, { description: 'Milliseconds until it was answered.' })
  durationMs: number

  @Field(() => String, { description: '`OK`, or the code of the first error, such as `FORBIDDEN`.' })
  outcome: string

  @Field(() => [AuditChange], {
    description: 'What was changed; empty for a question, and for a mutation that changed nothing.',
  })
  changes: Change[]
}

export const AuditEntryConnection = connectionOf(AuditEntry, {
  article: 'An',
  one: 'entry of the audit log',
  many: 'entries of the audit log',
})

@InputType({ description: 'A thing that was changed.' })
export class ChangedInput {
  @Field(() => AuditedThing, { description: 'What it is.' })
  kind: AuditedThing

  @Field(() => ID, { nullable: true, description: 'Its `id`. Default: any.' })
  id?: string | null
}

@InputType({ description: 'Which entries to list; all conditions hold together.' })
export class AuditFilterInput {
  @Field(() => DateRangeInput, { nullable: true, description: 'Only what came in this range.' })
  range?: DateRangeInput | null

  @Field(() => String, { nullable: true, description: 'Only of this subject, such as `api-key:7`.' })
  subject?: string | null

  @Field(() => String, { nullable: true, description: 'Only where this field was asked for, among others.' })
  field?: string | null

  @Field(() => AuditKind, { nullable: true, description: 'Only of this kind.' })
  kind?: AuditKind | null

  @Field(() => String, { nullable: true, description: 'Only with this outcome, such as `FORBIDDEN`.' })
  outcome?: string | null

  @Field(() => String, { nullable: true, description: 'Only from this address.' })
  address?: string | null

  @Field(() => String, { nullable: true, description: 'Only of the request with this `x-request-id`.' })
  requestId?: string | null

  @Field(() => ChangedInput, { nullable: true, description: 'Only where this was changed.' })
  changed?: ChangedInput | null
}

@ArgsType()
export class AuditLogArgs extends PageArgs {
  @Field(() => AuditFilterInput, { nullable: true, description: 'Which entries. Default: all.' })
  filter?: AuditFilterInput | null
}
