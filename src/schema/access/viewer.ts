import { Field, ObjectType } from 'type-graphql'
import { type Account } from '../../entities/account.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { DateTime } from '../scalars.ts'
import { ApiKeyScope } from './api-key.ts'

const ViewerRole = describedEnum('ViewerRole', 'The role that decides what a caller may do.', {
  ADMIN: { stored: 'admin', description: 'Ask and change everything in the project, and send events.' },
  SERVICE: { stored: 'service', description: 'Send events and identify users.' },
  SUPER_ADMIN: {
    stored: 'super-admin',
    description: 'Create, change and delete projects; nothing inside of them.',
  },
  READER: {
    stored: 'reader',
    description: 'Ask every question except `auditLog`. Only API keys have this role.',
  },
})

const ViewerProof = describedEnum('ViewerProof', 'The way in which a caller proved who it is.', {
  TOKEN: 'A signed token (JWT).',
  API_KEY: 'An API key, `cg_…`, which belongs to a service and not to a person.',
})

@ObjectType({ description: 'An account that is kept here and logs in with `obtainToken`.' })
export class ViewerAccount implements Pick<Account, 'username' | 'name' | 'email' | 'createdAt'> {
  @Field(() => String, { description: 'The username, in lower case, such as `ann`.' })
  username: string

  @Field(() => String, { nullable: true, description: 'The full name of the person, such as `Ann Lee`.' })
  name: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The e-mail address of the person, such as `ann@example.com`.',
  })
  email: string | null

  @Field(() => DateTime, {
    description: 'The time at which an operator created the account, such as `2026-01-31T09:30:00Z`.',
  })
  createdAt: Date
}

@ObjectType({ description: 'The caller of this request, as its token or API key says.' })
export class Viewer {
  @Field(() => String, {
    description: 'The subject: `sub` of the token, such as `ann`, or `api-key:` with the id of the API key.',
  })
  subject: string

  @Field(() => [ViewerRole], { description: 'The roles of the caller, such as `[ADMIN]`.' })
  roles: EnumOf<typeof ViewerRole>[]

  @Field(() => [ApiKeyScope], {
    description: 'The permissions that follow from the roles: `[TRACK]` for a service, both for an admin.',
  })
  scopes: ApiKeyScope[]

  @Field(() => String, { description: 'The project that the caller sees, such as `default`.' })
  project: string

  @Field(() => ViewerProof, { description: 'Whether a token or an API key came with the request.' })
  proof: EnumOf<typeof ViewerProof>
}
