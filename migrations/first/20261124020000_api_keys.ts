import { Migration } from '@mikro-orm/migrations'

/** The API keys of services. Only hashes of the keys are stored. */
export class ApiKeys extends Migration {
  override up(): void {
    this.addSql(`
      create table api_keys (
        id bigint generated always as identity primary key,
        project text collate "C" not null,
        name text not null,
        prefix text not null,
        hash bytea not null unique,
        scopes text[] not null check (scopes <@ array['TRACK', 'READ'] and cardinality(scopes) > 0),
        created_by text not null,
        created_at timestamptz(3) not null default now(),
        expires_at timestamptz(3),
        last_used_at timestamptz(3),
        revoked_at timestamptz(3)
      )`)
    this.addSql('create index api_keys_newest on api_keys (project, created_at desc, id desc)')
  }

  override down(): void {
    this.addSql('drop table api_keys')
  }
}
