import { Migration } from '@mikro-orm/migrations'

/**
 * What has been spent of each budget. The snapshot of `spend_progress` has every transaction whose events are counted; a budget
 * that was counted anew since has a snapshot of its own. `spend_changes` keeps events as they were before their cost, user or
 * bot changed, until the budgets have taken the change in.
 */
export class Budgets extends Migration {
  override up(): void {
    this.addSql(`
      create table spend_progress (
        only_row boolean primary key default true check (only_row),
        counted_in pg_snapshot not null default pg_current_snapshot(),
        counted_at timestamptz(3) not null default now()
      )`)
    this.addSql('insert into spend_progress default values')
    this.addSql(`
      create table budget_counts (
        budget_id bigint primary key references definitions on delete cascade,
        rule jsonb not null,
        version integer not null,
        counted_in pg_snapshot,
        members_at timestamptz(3)
      )`)
    this.addSql(`
      create table budget_spend (
        budget_id bigint not null references budget_counts on delete cascade,
        user_no integer not null,
        bucket timestamptz(3) not null,
        spent_usd numeric not null,
        calls bigint not null,
        unpriced bigint not null,
        primary key (budget_id, user_no, bucket)
      ) with (fillfactor = 80)`)
    this.addSql(`
      create table budget_members (
        budget_id bigint not null references budget_counts on delete cascade,
        user_no integer not null,
        primary key (budget_id, user_no)
      )`)
    this.addSql(`
      create table budget_thresholds (
        budget_id bigint not null references budget_counts on delete cascade,
        user_no integer not null,
        period_start timestamptz(3) not null,
        threshold numeric not null,
        spent_usd numeric not null,
        reached_at timestamptz(3) not null,
        primary key (budget_id, user_no, period_start, threshold)
      )`)
    this.addSql(`
      create table spend_changes (
        id bigint generated always as identity primary key,
        tx xid8 not null default pg_current_xact_id(),
        seq bigint not null,
        event_tx xid8 not null,
        project text collate "C" not null,
        occurred_at timestamptz(3) not null,
        user_no integer,
        bot_id text,
        provider text,
        model text,
        properties jsonb,
        cost_usd numeric,
        cost_source text
      )`)
    this.#noteChanges()
  }

  /** Only a statement that changes or deletes events of a cost writes rows, so that inserts pay nothing. */
  #noteChanges(): void {
    const columns =
      'seq, event_tx, project, occurred_at, user_no, bot_id, provider, model, properties, cost_usd, cost_source'
    const of = (properties: string) =>
      `former.seq, former.tx, former.project, former.occurred_at, former.user_no, former.bot_id, former.provider,
       former.model, ${properties}, former.cost_usd, former.cost_source`
    const counted = ['occurred_at', 'user_no', 'bot_id', 'provider', 'model', 'cost_usd', 'cost_source']
    const values = (row: string) => counted.map(column => `${row}.${column}`).join(', ')
    this.addSql(`
      create function note_changed_spend() returns trigger language plpgsql as $function$
      begin
        insert into spend_changes (${columns})
        select ${of('null')}
        from former join changed using (seq)
        where (former.cost_source is not null or changed.cost_source is not null)
          and (${values('former')}) is distinct from (${values('changed')});
        return null;
      end
      $function$`)
    this.addSql(`
      create function note_deleted_spend() returns trigger language plpgsql as $function$
      begin
        insert into spend_changes (${columns})
        select ${of('former.properties')} from former where former.cost_source is not null;
        return null;
      end
      $function$`)
    this.addSql(`
      create trigger spend_changed after update on events
      referencing old table as former new table as changed
      for each statement execute function note_changed_spend()`)
    this.addSql(`
      create trigger spend_deleted after delete on events
      referencing old table as former
      for each statement execute function note_deleted_spend()`)
  }

  override down(): void {
    this.addSql('drop trigger spend_changed on events')
    this.addSql('drop trigger spend_deleted on events')
    this.addSql('drop function note_changed_spend, note_deleted_spend')
    this.addSql(
      'drop table spend_changes, budget_thresholds, budget_members, budget_spend, budget_counts, spend_progress',
    )
  }
}
