import { type Pool } from 'pg'

/** Registers new keys of a project as far as today has room for them, and gives those that are registered by now. */
export async function registerKeys(
  pool: Pool,
  project: string,
  keys: string[],
  mostPerDay: number,
): Promise<Set<string>> {
  const { rows } = await pool.query<{ key: string }>(
    `with sent as (select key from unnest($2::text[]) as sent (key)),
     held as (select key from property_keys join sent using (key) where project = $1),
     today as (
       select count(*) as keys from property_keys
       where project = $1 and first_on = (now() at time zone 'UTC')::date
     ),
     fitting as (
       select key from sent where key not in (select key from held)
       order by key
       limit greatest($3 - (select keys from today), 0)
     ),
     added as (
       insert into property_keys (project, key) select $1, key from fitting order by key on conflict do nothing
     )
     select key from held union all select key from fitting`,
    [project, keys, mostPerDay],
  )
  return new Set(rows.map(({ key }) => key))
}
