import { Migration } from '@mikro-orm/migrations'

/**
 * The limits and the retention of a project, and whether it is being deleted. `kept_until` is the end of its last kept
 * day: events before it have expired, and the rows of these days are never computed again. Accounts may be those of
 * operators who manage projects.
 */
export class ProjectSettings extends Migration {
  override up(): void {
    this.addSql(`
      alter table projects
        add column no bigint generated always as identity,
        add column limits jsonb not null default '{}',
        add column retention jsonb not null default '{}',
        add column kept_until timestamptz(3),
        add column deleting_since timestamptz(3)`)
    this.addSql('create index projects_newest on projects (created_at desc, no desc)')
    this.addSql('alter table accounts drop constraint accounts_roles_check')
    this.addSql(`
      alter table accounts add constraint accounts_roles_check
      check (roles <@ array['admin', 'service', 'super-admin'] and cardinality(roles) > 0)`)
  }

  override down(): void {
    this.addSql('alter table accounts drop constraint accounts_roles_check')
    this.addSql(`
      alter table accounts add constraint accounts_roles_check
      check (roles <@ array['admin', 'service'] and cardinality(roles) > 0)`)
    this.addSql('drop index projects_newest')
    this.addSql(`
      alter table projects
        drop column no, drop column limits, drop column retention, drop column kept_until, drop column deleting_since`)
  }
}
