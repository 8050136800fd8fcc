import { Migration } from '@mikro-orm/migrations'

/**
 * An id is unique per kind of event: a message and the model call that made it may have one id. Objects are copied to
 * ClickHouse with escaped keys.
 */
export class Incoming extends Migration {
  override up(): void {
    this.addSql(`
      alter table events
        add constraint events_by_id unique (project, event_id, kind),
        drop constraint events_project_event_id_key`)

    // In ClickHouse %2E is a dot in a key. Escapes that stand before it are escaped again, so that no two keys become one.
    this.addSql(`
      create function with_escaped_keys(value jsonb) returns jsonb
      language plpgsql immutable strict parallel safe as $function$
      begin
        return case jsonb_typeof(value)
          when 'object' then (
            select coalesce(jsonb_object_agg(regexp_replace(key, '%(?=(25)*2E)', '%25', 'g'), with_escaped_keys(item)), '{}')
            from jsonb_each(value) as each (key, item)
          )
          when 'array' then (
            select coalesce(jsonb_agg(with_escaped_keys(item) order by position), '[]')
            from jsonb_array_elements(value) with ordinality as each (item, position)
          )
          else value
        end;
      end
      $function$`)
  }

  override down(): void {
    this.addSql('drop function with_escaped_keys')
    this.addSql(`
      alter table events
        add constraint events_project_event_id_key unique (project, event_id),
        drop constraint events_by_id`)
  }
}
