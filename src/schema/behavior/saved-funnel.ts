import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../connection.ts'
import { Definition } from '../definition.ts'
import { JsonObject } from '../scalars.ts'
import { UserError } from '../user-error.ts'
import { FunnelInput } from './funnel-input.ts'

@ObjectType({ description: 'A funnel that was saved: `funnel(id)` answers it.' })
export class SavedFunnel extends Definition {
  @Field(() => JsonObject, {
    name: 'input',
    description: 'What is asked: a `FunnelInput` as it was saved. What it does not say has its default.',
  })
  content: object
}

export const SavedFunnelConnection = connectionOf(SavedFunnel, {
  article: 'A',
  one: 'saved funnel',
  many: 'saved funnels',
})

@InputType({ description: 'A funnel to save.' })
export class SaveFunnelInput {
  @Field(() => String, { description: 'What to call it, up to 100 characters; no other funnel has it.' })
  name: string

  @Field(() => String, { nullable: true, description: 'What it is for, up to 1,000 characters.' })
  description?: string | null

  @Field(() => FunnelInput, { description: 'What is asked. A relative range moves on with time.' })
  funnel: FunnelInput
}

@InputType({ description: 'What to change of a saved funnel. What is absent stays.' })
export class UpdateFunnelInput {
  @Field(() => ID, { description: 'Its `id`.' })
  id: string

  @Field(() => Int, { description: 'The `version` that you have seen: a later one refuses the update.' })
  expectedVersion: number

  @Field(() => String, { nullable: true, description: 'What to call it.' })
  name?: string | null

  @Field(() => String, { nullable: true, description: 'What it is for; null takes it away.' })
  description?: string | null

  @Field(() => FunnelInput, { nullable: true, description: 'What is asked.' })
  funnel?: FunnelInput | null
}

@InputType({ description: 'Which saved funnel.' })
export class DeleteFunnelInput {
  @Field(() => ID, { description: 'Its `id`.' })
  id: string
}

@ObjectType({ description: 'The funnel that was saved.' })
export class SavedFunnelPayload {
  @Field(() => SavedFunnel, { nullable: true, description: 'Null when the input was refused.' })
  funnel: SavedFunnel | null

  @Field(() => [UserError], { description: 'What to change in the input; empty when it was saved.' })
  userErrors: UserError[]
}
