import { Field, InputType } from 'type-graphql'
import { Count, Quantity } from '../scalars.ts'
import { type Unreadable } from '../unreadable.ts'
import { FactInput } from './fact-input.ts'

@InputType({ description: 'A request to an HTTP endpoint of the platform.' })
export class ApiCallInput extends FactInput {
  @Field(() => String, {
    nullable: true,
    description: 'Required. The route, up to 500 characters, such as `/v1/chats/:id`.',
  })
  endpoint?: string | null

  @Field(() => String, { nullable: true, description: 'Required. The HTTP method, such as `GET`.' })
  method?: string | null

  @Field(() => Count, { nullable: true, description: 'Required. The HTTP status, 100 to 599.' })
  statusCode?: number | Unreadable | null

  @Field(() => Quantity, { nullable: true, description: 'How long it took, in milliseconds.' })
  durationMs?: number | Unreadable | null

  @Field(() => String, { nullable: true, description: 'What the failure said, up to 2,000 characters.' })
  errorMessage?: string | null
}

@InputType({ description: 'A batch of API calls.' })
export class TrackApiCallsInput {
  @Field(() => [ApiCallInput], { description: '1 to 1,000 calls. Each is answered for itself.' })
  apiCalls: ApiCallInput[]
}
