import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { BigIntType } from '@mikro-orm/postgresql'
import { inProject } from './in-project.ts'

/** A file that administrators download, or that is still to be written. */
@Entity({ tableName: 'exports' })
@inProject
export class Export {
  @PrimaryKey({ type: 'bigint' })
  no: string

  /** 128 random bits. */
  @Property({ type: 'text' })
  id: string

  @Property({ type: 'text' })
  project: string

  /** The caller that started the export. */
  @Property({ type: 'text' })
  subject: string

  /** The GraphQL input that was sent. */
  @Property({ type: 'json' })
  input: StoredInput

  /** The range of the input, counted from the start. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  rangeFrom: Date | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  rangeTo: Date | null

  @Property({ type: 'text' })
  state: 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED'

  /** From 0 to 1. */
  @Property({ type: 'double' })
  progress: number

  @Property({ type: new BigIntType('number'), nullable: true })
  rows: number | null

  @Property({ type: new BigIntType('number'), nullable: true })
  bytes: number | null

  @Property({ type: 'text', nullable: true })
  sha256: string | null

  /** The name of the whole file in the folder of exports. */
  @Property({ type: 'text', nullable: true })
  file: string | null

  /** The secret that signs the links to the file. */
  @Property({ type: 'text', hidden: true })
  linkKey: string

  @Property({ type: 'text', nullable: true })
  errorCode: string | null

  @Property({ type: 'text', nullable: true })
  errorMessage: string | null

  @Property({ type: 'datetime', length: 3 })
  createdAt: Date

  @Property({ type: 'datetime', length: 3, nullable: true })
  startedAt: Date | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  finishedAt: Date | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  expiresAt: Date | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  deletedAt: Date | null

  /** The reason of a failure. */
  get error() {
    const { errorCode: code, errorMessage: message } = this
    return code === null || message === null ? null : { code, message }
  }
}

/** The part of a stored input that is shown. */
interface StoredInput {
  list?: string | null
  sql?: string | null
  userId?: string | null
  format: string
  compression: string
}
