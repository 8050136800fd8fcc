/** The columns of staged events that only one kind has: a statement for each kind, or a part of one. */
export const kindsSql = [
  `update staged
  set role = case when random_share < 0.5 then 'USER' else 'ASSISTANT' end
  where kind = 'message'`,

  `update staged
  set duration_ms = 300 + 6000 * power(random(), 3), is_fallback = random() < 0.06,
    feedback = case when random_share < 0.52 then 'POSITIVE' when random_share < 0.53 then 'NEGATIVE' end
  where role = 'ASSISTANT'`,

  `with models (no, provider, model, input_usd, output_usd) as (
    values (0, 'openai', 'gpt-5-mini', 0.25, 2.0), (1, 'openai', 'gpt-4o-mini', 0.15, 0.6),
      (2, 'anthropic', 'claude-sonnet-4-5', 3.0, 15.0), (3, 'openai', 'gpt-4.1', 2.0, 8.0),
      (4, 'anthropic', 'claude-haiku-4-5', 1.0, 5.0), (5, 'google', 'gemini-2.5-flash', 0.3, 2.5),
      (6, 'openai', 'text-embedding-3-small', 0.02, 0.0), (7, 'local', 'llama-3.3-70b', null, null)
  ), used as (
    select event_id, floor(case kind when 'message' then 6 else 8 end * power(random(), 2)) as model_no,
      floor(2000 * power(random(), 2)) as input_tokens, floor(600 * random()) as output_tokens
    from staged
    where kind = 'ai_call' or role = 'ASSISTANT'
  )
  update staged
  set provider = models.provider, model = models.model,
    input_tokens = used.input_tokens, output_tokens = used.output_tokens,
    cost_usd = (used.input_tokens::numeric * input_usd + used.output_tokens::numeric * output_usd) / 1000000,
    cost_source = case when input_usd is null then 'UNKNOWN' else 'COMPUTED' end
  from used join models on models.no = used.model_no
  where staged.event_id = used.event_id`,

  `update staged
  set call_type = 'COMPLETION', success = random_share < 0.985, error_class = case when random_share >= 0.985 then 'Timeout' end,
    cache_hit = random_share < 0.1, duration_ms = 200 + 8000 * power(random(), 3), first_token_ms = 80 + 700 * random()
  where kind = 'ai_call'`,

  `update staged
  set call_type = 'EMBEDDING', output_tokens = null, first_token_ms = null
  where kind = 'ai_call' and model = 'text-embedding-3-small'`,

  `with called as (
    select event_id, floor(100 * power(random(), 2))::integer as route,
      case when random_share < 0.96 then 200 when random_share < 0.98 then 404 when random_share < 0.99 then 429 else 500 end as status_code
    from staged
    where kind = 'api_call'
  )
  update staged
  set method = (array['GET', 'POST', 'GET', 'PUT', 'DELETE'])[1 + route % 5],
    endpoint = '/v1/resource-' || route / 5 || case when route % 5 < 2 then '' else '/{id}' end,
    status_code = called.status_code, success = called.status_code < 400,
    duration_ms = 2 + 900 * power(random(), 5)
  from called
  where staged.event_id = called.event_id`,

  `update staged
  set browser = (array['Chrome', 'Chrome', 'Safari', 'Firefox', 'Microsoft Edge'])[1 + user_no % 5],
    os = (array['Windows', 'Android', 'iOS', 'Linux', 'macOS'])[1 + user_no % 5],
    device = (array['desktop', 'mobile', 'mobile', 'desktop', 'desktop'])[1 + user_no % 5],
    is_bot = random_share < 0.01, properties = properties || jsonb_build_object('username', 'User ' || user_no)
  where kind = 'activity'`,

  `update staged
  set status = 'ACTIVE', started_at = occurred_at
  where name = 'conversation_started'`,

  `update staged
  set status = case when random_share < 0.75 then 'COMPLETED' when random_share < 0.9 then 'ABANDONED' else 'ESCALATED' end,
    ended_at = occurred_at, resolved = random_share < 0.7,
    satisfaction = case when random() < 0.3 then 1 + floor(5 * sqrt(random())) end,
    topics = jsonb_build_array((array['billing', 'order status', 'pricing', 'technical problem', 'getting started',
      'time off'])[1 + floor(6 * power(random(), 2))::integer])
  where name = 'conversation_ended'`,

  `update staged
  set user_no = null, session_id = null, channel = null,
    properties = jsonb_build_object('host', 'web-' || ceil(4 * random_share)),
    value = 100 * random(), unit = case when name <> 'queue_length' then 'percent' end
  where kind = 'system_metric'`,
]
