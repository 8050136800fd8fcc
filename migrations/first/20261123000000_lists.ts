import { Migration } from '@mikro-orm/migrations'

/** The indexes of the lists of stored things, newest first. An event outside of the lists has no index entries there. */
export class Lists extends Migration {
  override up(): void {
    // Indexing a large log takes longer than the limit of other statements.
    this.addSql('set local statement_timeout = 0')
    this.addSql(`
      create index activities_by_time on events (project, occurred_at, seq)
      where kind = 'activity'`)
    this.addSql(`
      create index messages_by_time on events (project, occurred_at, seq)
      where kind = 'message'`)
    this.addSql(`
      create index facts_of_conversations on events (project, conversation_id, occurred_at, seq)
      where conversation_id is not null`)
    this.addSql(`
      create index conversations_by_user on conversations (user_no, started_at, no)
      where user_no is not null`)
    this.addSql('create index users_by_time on users (project, created_at, no)')

    // The search for a part of an id or name uses groups of three letters.
    this.addSql('create extension if not exists pg_trgm')
    this.addSql(`
      create index users_by_text on users using gin (external_id gin_trgm_ops, username gin_trgm_ops)`)
  }

  override down(): void {
    this.addSql(`
      drop index activities_by_time, messages_by_time, facts_of_conversations, conversations_by_user,
        users_by_time, users_by_text`)
  }
}
