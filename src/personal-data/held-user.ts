import { type ClientBase } from 'pg'

/** A user with all ids and names under which the service knows it. */
export interface HeldUser {
  /** The numbers of the user and of the visitors that are linked to it. */
  numbers: number[]
  ids: string[]
  /** Usernames and texts in traits. */
  names: string[]
}

/** The user of an id, whichever of its ids that is; undefined if the project has none. */
export async function heldUser(
  client: ClientBase,
  project: string,
  id: string,
): Promise<HeldUser | undefined> {
  const { rows } = await client.query<{
    no: number
    external_id: string
    username: string | null
    texts: string[]
  }>(
    `with found as (
       select coalesce(linked_to, no) as no from users where project = $1 and external_id = $2
     )
     select no, external_id, username,
       array(select text #>> '{}' from jsonb_path_query(traits, 'strict $.** ? (@.type() == "string")') text) as texts
     from users
     where no in (select no from found) or linked_to in (select no from found)
     order by linked_to nulls first, no`,
    [project, id],
  )
  if (!rows.length) return undefined
  return {
    numbers: rows.map(({ no }) => no),
    ids: rows.map(({ external_id }) => external_id),
    names: [...new Set(rows.flatMap(({ username, texts }) => [...(username ? [username] : []), ...texts]))],
  }
}
