import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { inProject } from './in-project.ts'

/** A name of a model that only a project knows, such as that of a deployment, and the model that it means. */
@Entity({ tableName: 'model_aliases' })
@inProject
export class ModelAlias {
  @PrimaryKey({ type: 'bigint' })
  id: string

  @Property({ type: 'text' })
  project: string

  /** In lower case; empty for any provider. */
  @Property({ type: 'text' })
  provider: string

  /** A name, or the beginning of several with a `*` behind it. */
  @Property({ type: 'text' })
  model: string

  @Property({ type: 'text' })
  targetProvider: string

  @Property({ type: 'text' })
  targetModel: string

  @Property({ type: 'datetime', length: 3, defaultRaw: 'now()' })
  createdAt: Date
}
