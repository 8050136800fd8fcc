import { FieldResolver, Resolver, Root } from 'type-graphql'
import { type ModelUsage } from '../../entities/model-usage.ts'
import { ModelEvent } from '../../schema/performance/model-event.ts'
import { Count } from '../../schema/scalars.ts'

@Resolver(() => ModelEvent)
export class ModelEventResolver {
  @FieldResolver(() => Count, {
    nullable: true,
    description:
      'All tokens in one number: input, from the cache or not, and output, such as 1500; null if none were reported.',
  })
  tokens(@Root() usage: ModelUsage): number | null {
    const reported = parts.flatMap(part => usage[part] ?? [])
    return reported.length ? reported.reduce((sum, tokens) => sum + tokens) : null
  }
}

/** The parts that do not overlap. */
const parts = ['inputTokens', 'cachedTokens', 'cacheWriteTokens', 'outputTokens'] as const
