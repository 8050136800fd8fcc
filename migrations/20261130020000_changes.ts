import { Migration } from '@mikro-orm/migrations'

/** Tells all processes of new jobs, and of changes of a job that a client sees: not of a lease that is renewed. */
export class Changes extends Migration {
  override up(): void {
    this.addSql(`
      create function notify_job() returns trigger language plpgsql as $$
      begin
        perform pg_notify(
          'convograph_changes',
          json_build_object('kind', 'job', 'project', new.project, 'id', new.id::text)::text);
        return null;
      end $$`)
    this.addSql(`
      create trigger work_inserted after insert on work
      for each row execute function notify_job()`)
    this.addSql(`
      create trigger work_changed after update on work
      for each row when (
        (old.state, old.progress, old.attempts, old.run_at, old.error_code, old.error_message)
        is distinct from (new.state, new.progress, new.attempts, new.run_at, new.error_code, new.error_message))
      execute function notify_job()`)
  }

  override down(): void {
    this.addSql('drop trigger work_inserted on work')
    this.addSql('drop trigger work_changed on work')
    this.addSql('drop function notify_job()')
  }
}
