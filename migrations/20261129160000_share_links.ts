import { Migration } from '@mikro-orm/migrations'

/**
 * The links that show a dashboard to people without a token. The signed token itself is not stored. A link to a saved dashboard
 * is deleted with it; a built-in dashboard has a word as its id.
 */
export class ShareLinks extends Migration {
  override up(): void {
    this.addSql(`
      create table share_links (
        id bigint generated always as identity primary key,
        project text collate "C" not null,
        dashboard_id text not null,
        definition_id bigint
          generated always as (case when dashboard_id ~ '^[0-9]+$' then dashboard_id::bigint end) stored
          references definitions on delete cascade,
        filter jsonb,
        allows_range boolean not null,
        allows_lists boolean not null,
        created_by text not null,
        created_at timestamptz(3) not null default now(),
        expires_at timestamptz(3) not null,
        revoked_at timestamptz(3)
      )`)
    this.addSql('create index share_links_newest on share_links (project, created_at desc, id desc)')
    this.addSql(
      'create index share_links_by_dashboard on share_links (definition_id) where definition_id is not null',
    )
  }

  override down(): void {
    this.addSql('drop table share_links')
  }
}
