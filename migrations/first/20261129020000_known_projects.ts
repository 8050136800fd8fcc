import { Migration } from '@mikro-orm/migrations'

/**
 * Every project with events, users, accounts or definitions gets a row. `from_token` marks projects that a token
 * created.
 */
export class KnownProjects extends Migration {
  override up(): void {
    this.addSql('alter table projects add column from_token boolean not null default false')
    this.addSql('create index projects_from_tokens on projects (created_at) where from_token')
    // From one project to the next along an index, because the log may have millions of events.
    this.addSql(`
      insert into projects (id)
      with recursive of_events as (
        select min(project) as project from events
        union all
        select (select min(project) from events where project > of_events.project)
        from of_events where project is not null
      ),
      of_users as (
        select min(project) as project from users
        union all
        select (select min(project) from users where project > of_users.project)
        from of_users where project is not null
      ),
      used as (
        select project from of_events
        union select project from of_users
        union select project from accounts
        union select project from api_keys
        union select project from definitions
        union select project from model_prices
      )
      select project from used where project is not null
      on conflict do nothing`)
  }

  override down(): void {
    this.addSql('drop index projects_from_tokens')
    this.addSql('alter table projects drop column from_token')
  }
}
