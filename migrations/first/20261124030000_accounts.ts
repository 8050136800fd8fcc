import { Migration } from '@mikro-orm/migrations'

/** The accounts that log in with a password, their sessions, and the counts of login attempts. */
export class Accounts extends Migration {
  override up(): void {
    this.addSql(`
      create table accounts (
        id bigint generated always as identity primary key,
        username text collate "C" not null unique,
        project text collate "C" not null,
        roles text[] not null check (roles <@ array['admin', 'service'] and cardinality(roles) > 0),
        password_hash text not null,
        created_at timestamptz(3) not null default now(),
        disabled_at timestamptz(3)
      )`)
    this.addSql(`
      create table sessions (
        id uuid primary key default gen_random_uuid(),
        account_id bigint not null references accounts on delete cascade,
        created_at timestamptz(3) not null default now()
      )`)
    this.addSql('create index sessions_of_account on sessions (account_id)')
    this.addSql(`
      create table refresh_tokens (
        hash bytea primary key,
        session_id uuid not null references sessions on delete cascade,
        expires_at timestamptz(3) not null,
        used_at timestamptz(3)
      )`)
    this.addSql('create index refresh_tokens_of_session on refresh_tokens (session_id)')
    this.addSql(`
      create table login_attempts (
        key text collate "C" primary key,
        attempts integer not null,
        resets_at timestamptz(3) not null
      )`)
    this.addSql('create index login_attempts_over on login_attempts (resets_at)')
  }

  override down(): void {
    for (const table of ['login_attempts', 'refresh_tokens', 'sessions', 'accounts'])
      this.addSql(`drop table ${table}`)
  }
}
