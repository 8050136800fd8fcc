import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql'
import { type ShareLink as Stored } from '../../entities/share-link.ts'
import { connectionOf } from '../connection.ts'
import { FilterInput } from '../filter-input.ts'
import { PageArgs } from '../page-args.ts'
import { DateTime, JsonObject } from '../scalars.ts'
import { UserError } from '../user-error.ts'

@ObjectType({
  description: 'A link that shows one dashboard to people without a token of their own, and nothing else.',
})
export class ShareLink implements Omit<Stored, 'project'> {
  @Field(() => ID, { description: 'The id that refers to the link in the API. It is not the token.' })
  id: string

  @Field(() => ID, {
    description: 'The `id` of the dashboard that the link shows, such as `12` or `platform`.',
  })
  dashboardId: string

  @Field(() => JsonObject, {
    nullable: true,
    description:
      'The `FilterInput` that every number behind the link has to pass, such as `{"dimension": "BOT", "values": ["support"]}`; ' +
      'null if there is none.',
  })
  filter: object | null

  @Field(() => Boolean, {
    description: 'Whether the viewer may choose the range, the comparison and the calendar.',
  })
  allowsRange: boolean

  @Field(() => Boolean, {
    description: 'Whether lists of users and of stored rows are shown. Saved SQL queries never are.',
  })
  allowsLists: boolean

  @Field(() => String, { description: 'The subject (`sub`) of the token that created the link.' })
  createdBy: string

  @Field(() => DateTime, { description: 'The time of `createShareLink`; a new link works at once.' })
  createdAt: Date

  @Field(() => DateTime, { description: 'The time from which the link no longer works.' })
  expiresAt: Date

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The instant from which requests with the token were refused, by `revokeShareLink`; null while the link works.',
  })
  revokedAt: Date | null
}

export const ShareLinkConnection = connectionOf(ShareLink, {
  article: 'A',
  one: 'share link',
  many: 'share links',
})

@ArgsType()
export class ShareLinksArgs extends PageArgs {
  @Field(() => ID, {
    nullable: true,
    description:
      'Only links to one dashboard, such as `12` or `platform`. Default: the links of the whole project.',
  })
  dashboardId?: string | null
}

@InputType({ description: 'The dashboard that a link shows, and what its viewers may see of it.' })
export class CreateShareLinkInput {
  @Field(() => ID, {
    description: 'The only thing that the link opens, as `dashboards` lists it, such as `12` or `platform`.',
  })
  dashboardId: string

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time from which the link no longer works, within one year. Default: in 30 days.',
  })
  expiresAt?: Date | null

  @Field(() => FilterInput, {
    nullable: true,
    description:
      'The condition that every number behind the link has to pass, such as `{ dimension: BOT, values: ["support"] }`, up to ' +
      '2,000 characters as JSON. Nobody can change it afterwards. Default: all events.',
  })
  filter?: FilterInput | null

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether the viewer may choose the range, the comparison and the calendar.',
  })
  allowRange: boolean

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether the viewer sees lists of users and of stored rows. Saved SQL queries are for administrators only.',
  })
  allowLists: boolean
}

@ObjectType({ description: 'The new link with its token, which is shown only here.' })
export class CreateShareLinkPayload {
  @Field(() => ShareLink, { nullable: true, description: 'The new link; null if the input was refused.' })
  shareLink: ShareLink | null

  @Field(() => String, {
    nullable: true,
    description:
      'The signed token of the link, which a page sends as `Authorization: Bearer …` with `dashboard(id)`. It is shown only ' +
      'here, once; null if the input was refused.',
  })
  token: string | null

  @Field(() => [UserError], { description: 'The problems with the input; empty if the link was created.' })
  userErrors: UserError[]
}

@InputType({ description: 'The share link that no longer works from now on.' })
export class RevokeShareLinkInput {
  @Field(() => ID, {
    description: 'The `id` of the link, as `shareLinks` lists it; the token itself is not accepted.',
  })
  id: string
}

@ObjectType({
  description: 'The link with the time of its end, or the errors that kept it from being revoked.',
})
export class RevokeShareLinkPayload {
  @Field(() => ShareLink, { nullable: true, description: 'The revoked link; null if the input was refused.' })
  shareLink: ShareLink | null

  @Field(() => [UserError], { description: 'The problems with the input; empty if the link was revoked.' })
  userErrors: UserError[]
}
