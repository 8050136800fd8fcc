import { BigIntType } from '@mikro-orm/core'
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { inProject } from './in-project.ts'

/** The price of a million tokens of a model for a project, from an instant on, and up to another one if the price ended. */
@Entity({ tableName: 'model_prices' })
@inProject
export class ModelPrice {
  @PrimaryKey({ type: 'bigint' })
  id: string

  @Property({ type: 'text' })
  project: string

  @Property({ type: 'text' })
  provider: string

  /** A name, or the beginning of several with a `*` behind it. */
  @Property({ type: 'text' })
  model: string

  @Property({ type: 'text' })
  usage: 'INPUT' | 'CACHED_INPUT' | 'CACHE_WRITE' | 'AUDIO_INPUT' | 'OUTPUT' | 'REASONING' | 'AUDIO_OUTPUT'

  @Property({ type: 'text' })
  serviceTier: 'STANDARD' | 'BATCH' | 'FLEX' | 'PRIORITY'

  /** The price is for prompts of more tokens than this; 0 for prompts of any length. */
  @Property({ type: new BigIntType('number') })
  abovePromptTokens: number

  /** Text from end to end: money meets no binary fraction. */
  @Property({ type: 'numeric' })
  usdPerMillion: string

  @Property({ type: 'datetime', length: 3 })
  validFrom: Date

  @Property({ type: 'datetime', length: 3, nullable: true })
  validTo: Date | null

  @Property({ type: 'datetime', length: 3, defaultRaw: 'now()' })
  createdAt: Date
}
