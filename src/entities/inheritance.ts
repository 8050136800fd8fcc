/**
 * The columns that an event takes from its conversation if its sender left them out. Each has its bit in the column
 * `inherited` of the log, which is null for an event that took nothing.
 */
export const inheritable = { bot_id: 1, channel: 2, user_no: 4 } as const

export type Inheritable = keyof typeof inheritable
export const inheritableColumns = Object.keys(inheritable) as Inheritable[]

/** The kinds whose events take values from their conversation. */
export const inheritingKinds: readonly string[] = ['message', 'ai_call', 'api_call', 'conversation']

/** SQL over the log for an event that takes values from its conversation, or would if there were any. */
export const isHeir = `kind in (${inheritingKinds.map(kind => `'${kind}'`).join(', ')}) and conversation_id is not null
    and (bot_id is null or channel is null or user_no is null or inherited is not null)`

/** SQL over the log: whether the value was taken from the conversation. */
export const isInherited = (column: Inheritable) => `(coalesce(inherited, 0) & ${inheritable[column]}) <> 0`

/** SQL over the log: whether the sender of the event gave a value. */
export const isSaid = (column: Inheritable) => `(${column} is not null and not ${isInherited(column)})`
