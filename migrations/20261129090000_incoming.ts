import { Migration } from '@mikro-orm/migrations'

/** An id is unique per kind of event: a message and the model call that made it may have one id. */
export class Incoming extends Migration {
  override up(): void {
    this.addSql(`
      alter table events
        add constraint events_by_id unique (project, event_id, kind),
        drop constraint events_project_event_id_key`)
  }

  override down(): void {
    this.addSql(`
      alter table events
        add constraint events_project_event_id_key unique (project, event_id),
        drop constraint events_by_id`)
  }
}
