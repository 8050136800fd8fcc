import { json, type ListColumns, number, text, time } from './columns.ts'

/** The fields of `auditLog`, in its order and as SQL of PostgreSQL. What the list never keeps, a file does not have. */
export const auditColumns: ListColumns = {
  id: text('id::text', 'An id that refers to this entry alone.'),
  at: time('at', 'When the request arrived.'),
  requestId: text('request_id', 'The request id, as in the response header `x-request-id`.'),
  subject: text('subject', 'The caller: the `sub` of the token, a key, a link or an account.'),
  roles: json('to_jsonb(roles)', 'The roles of the caller, as a list.'),
  proof: text('proof', 'The credential that came with the request, such as `TOKEN`.'),
  address: text('address', 'The network address of the caller.'),
  userAgent: text('user_agent', 'The `User-Agent` of the client.'),
  kind: text('kind', 'The kind of operation, such as `MUTATION`.'),
  operationName: text('operation_name', 'The name of the operation, if the client gave one.'),
  fields: json('to_jsonb(fields)', 'The top-level fields of the operation, as a list.'),
  cost: number('cost', 'The cost of the operation in points.'),
  durationMs: number('duration_ms', 'From request to response, in milliseconds.'),
  outcome: text('outcome', '`OK`, or the code of the first error.'),
  changes: json('changes', 'What the operation changed, as a list of `action`, `kind`, `id` and `name`.'),
}
