import { expect, test } from 'vitest'
import { readEnv } from '../../../src/env.ts'

const smtp = 'smtps://user:password@smtp.example.com'

test.each(['reports@example.com', 'Convograph <reports@example.com>', 'Zahlen für alle <a@b.example>'])(
  'MAIL_FROM may be %s',
  from => expect(readEnv({ SMTP_URL: smtp, MAIL_FROM: from }).mail).toEqual({ smtpUrl: smtp, from }),
)

test.each([
  'Convograph',
  'a@b.example, c@d.example',
  'A <a@b.example>\r\nBcc: c@d.example',
  '"A" <a@b.example>',
])('MAIL_FROM may not be %j', from =>
  expect(() => readEnv({ SMTP_URL: smtp, MAIL_FROM: from })).toThrow(/MAIL_FROM must be an address/),
)

test.each([{ SMTP_URL: smtp }, { MAIL_FROM: 'a@b.example' }])('%j needs the other setting', settings => {
  expect(() => readEnv(settings)).toThrow('MAIL_FROM and SMTP_URL need each other')
})

test('a wrong SMTP_URL is not repeated', () => {
  expect(() => readEnv({ SMTP_URL: 'https://hunter2@example.com', MAIL_FROM: 'a@b.example' })).toThrow(
    /^(?!.*hunter2).*SMTP_URL must be a URL that starts with smtp/s,
  )
})

test('WEBHOOK_ALLOW_PRIVATE has hosts without ports', () => {
  const hosts = (text: string) => readEnv({ WEBHOOK_ALLOW_PRIVATE: text }).privateWebhooks
  expect(hosts('hooks.internal, 10.0.0.5,[::1]')).toEqual(['hooks.internal', '10.0.0.5', '[::1]'])
  expect(hosts('')).toEqual([])
  for (const wrong of ['10.0.0.5:9000', 'https://hooks.internal', 'Hooks.internal', '10.0.0.0/8'])
    expect(() => hosts(wrong)).toThrow('WEBHOOK_ALLOW_PRIVATE must be hosts')
})

test.each([
  ['https://analytics.example.com', 'https://analytics.example.com'],
  ['http://127.0.0.1:8002/under/', 'http://127.0.0.1:8002/under'],
])('PUBLIC_URL may be %s', (text, address) => {
  expect(readEnv({ PUBLIC_URL: text }).publicUrl).toBe(address)
})

test.each([
  'analytics.example.com',
  'https://a.example/?x=1',
  'https://a.example/#x',
  'https://u:p@a.example',
])('PUBLIC_URL may not be %s', text =>
  expect(() => readEnv({ PUBLIC_URL: text })).toThrow(/PUBLIC_URL must be/),
)
