import { Field, ObjectType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { ApiKeyScope } from './api-key.ts'

const ViewerRole = describedEnum('ViewerRole', 'The role that decides what a caller may do.', {
  ADMIN: { stored: 'admin', description: 'Ask and change everything in the project, and send events.' },
  SERVICE: { stored: 'service', description: 'Send events and identify users.' },
  READER: {
    stored: 'reader',
    description: 'Ask every question except `auditLog`. Only API keys have this role.',
  },
})

const ViewerProof = describedEnum('ViewerProof', 'The way in which a caller proved who it is.', {
  TOKEN: 'A signed token (JWT).',
  API_KEY: 'An API key, `cg_…`.',
})

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
