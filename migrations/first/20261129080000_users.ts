import { Migration } from '@mikro-orm/migrations'

/**
 * The time of an event by the clock of its sender, where `sentAt` corrected it; which of its columns an event took from
 * its conversation, with an index of the events that may take some; and the users who lost events by a restatement.
 */
export class Users extends Migration {
  override up(): void {
    // Indexing a large log takes longer than the limit of other statements.
    this.addSql('set local statement_timeout = 0')
    this.addSql('alter table events add column original_at timestamptz(3), add column inherited smallint')
    this.addSql(`
      create index heirs_of_conversations on events (project, conversation_id)
      where kind in ('message', 'ai_call', 'api_call', 'conversation') and conversation_id is not null
        and (bot_id is null or channel is null or user_no is null or inherited is not null)`)
    this.addSql(`alter table restatements add column former_users integer[] not null default '{}'`)
  }

  override down(): void {
    this.addSql('alter table restatements drop column former_users')
    this.addSql('alter table events drop column original_at, drop column inherited')
  }
}
