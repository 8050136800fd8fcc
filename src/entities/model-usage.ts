import { Column, label, money, tokens } from './column.ts'
import { Event } from './event.ts'

/** The columns of an event that used a language model; an entity has them by `@ColumnsOf(ModelUsage)`. */
export class ModelUsage {
  @Column(label)
  provider: string | null

  @Column(label)
  model: string | null

  /** The input tokens that the provider neither read from its cache nor wrote into it. */
  @Column(tokens)
  inputTokens: number | null

  @Column(tokens)
  outputTokens: number | null

  /** The input tokens that the provider had cached. */
  @Column(tokens)
  cachedTokens: number | null

  /** The input tokens that the provider wrote into its cache. */
  @Column(tokens)
  cacheWriteTokens: number | null

  /** The output tokens that the model spent on reasoning: a part of `outputTokens`. */
  @Column(tokens)
  reasoningTokens: number | null

  /** The input tokens that are audio: a part of all input. */
  @Column(tokens)
  audioInputTokens: number | null

  /** The output tokens that are audio: a part of `outputTokens`. */
  @Column(tokens)
  audioOutputTokens: number | null

  /** The rate at which the provider billed the use; null means the standard rate. */
  @Column(label)
  serviceTier: string | null

  @Column(money)
  costUsd: string | null

  @Column(label)
  costSource: string | null

  /** The cost that the platform's own cache saved by answering the call. */
  @Column(money)
  savedCostUsd: string | null
}

/** `Event`, as the base of an entity that has the columns of `ModelUsage`: see there why no class may be in between. */
export const ModelEvent = Event as new () => Event & ModelUsage
