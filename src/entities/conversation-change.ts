import { Entity } from '@mikro-orm/decorators/legacy'
import { Event } from './event.ts'

/** A conversation that started, ended or changed its state. */
@Entity({ discriminatorValue: 'conversation' })
export class ConversationChange extends Event {}
