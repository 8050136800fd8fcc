import { Field, InputType } from 'type-graphql'
import { Count, Decimal } from '../scalars.ts'
import { type Unreadable } from '../unreadable.ts'
import { FactInput } from './fact-input.ts'

/** What a fact that used a language model says of it. */
@InputType()
export class ModelUsageInput extends FactInput {
  @Field(() => String, {
    nullable: true,
    description: 'Whose model, up to 100 characters, such as `openai`.',
  })
  provider?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Which model, up to 100 characters, such as `gpt-4o`.',
  })
  model?: string | null

  @Field(() => Count, { nullable: true, description: 'Tokens that went in, 0 or more.' })
  inputTokens?: number | Unreadable | null

  @Field(() => Count, { nullable: true, description: 'Tokens that came out, 0 or more.' })
  outputTokens?: number | Unreadable | null

  @Field(() => Count, {
    nullable: true,
    description: 'Input tokens that the provider had cached, 0 or more.',
  })
  cachedTokens?: number | Unreadable | null

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether `inputTokens` includes `cachedTokens`, as most providers count.',
  })
  inputIncludesCached?: boolean

  @Field(() => Decimal, {
    nullable: true,
    description: 'What it cost in US dollars. Default: computed from the price that is valid at the time.',
  })
  costUsd?: string | Unreadable | null
}
