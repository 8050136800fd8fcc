/** A condition on an event: no crawler sent it. */
export const isNoCrawler = 'not is_bot'

/** An event is an activity unless it is a system metric or a crawler's. As SQL over ClickHouse. */
export const isActivity = `kind != 'system_metric' and ${isNoCrawler}`

/** An event makes its user active if it is an activity of a user. */
export const makesUserActive = `user_no != 0 and ${isActivity}`

/** The same as SQL over the log in PostgreSQL, where most events have no `is_bot`, for an event with a user. */
export const makesUserActiveInLog = `kind <> 'system_metric' and is_bot is not true`

/** A condition on an event: a person caused it, so that it belongs to a session. */
export const isOfSession = `kind in ('event', 'activity', 'conversation', 'message')`
