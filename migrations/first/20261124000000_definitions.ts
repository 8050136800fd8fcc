import { Migration } from '@mikro-orm/migrations'

/** The definitions that administrators save under a name: segments, funnels, cohorts. */
export class Definitions extends Migration {
  override up(): void {
    this.addSql(`
      create table definitions (
        id bigint generated always as identity primary key,
        project text collate "C" not null,
        kind text not null check (kind in ('segment', 'funnel', 'cohorts')),
        name text not null,
        description text,
        content jsonb not null,
        version integer not null default 1,
        created_by text not null,
        created_at timestamptz(3) not null default now(),
        updated_at timestamptz(3) not null default now(),
        unique (project, kind, name)
      )`)
    this.addSql('create index definitions_newest on definitions (project, kind, created_at desc, id desc)')
  }

  override down(): void {
    this.addSql('drop table definitions')
  }
}
