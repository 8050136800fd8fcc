import { dialog, fill, press, refused } from '../acting.ts'
import { type Stage } from '../stage.ts'
import { type Thing } from './thing.ts'

/** What the settings hold. */
export const things = ({ own }: Stage): Thing[] => [
  {
    kind: 'a key',
    path: '/settings?tab=keys',
    opener: 'New key',
    fields: { Name: 'chat backend', 'ask questions': true },
    wrong: { Ends: ['2020-01-01T00:00', /must be in the future/] },
    submit: 'Create the key',
    listed: 'chat backend',
    use: async () => undefined,
    remove: ['Revoke chat backend', 'Revoke', 'Revoked: “chat backend” is refused within a few seconds.'],
    stays: true,
  },
  {
    kind: 'a price',
    path: '/settings?tab=prices',
    opener: 'New price',
    fields: { Provider: 'ours', Model: 'our-model', 'US dollars a million': '2.50' },
    wrong: { 'US dollars a million': ['-1', /usdPerMillion/] },
    submit: 'Set the price',
    told: 'Set: calls from then on are priced with it.',
    listed: 'our-model',
    use: async row => {
      await row.press('End the price of our-model')
      await press(dialog(row.page), 'End')
      await row.told('Ended: later calls have another price or none.')
    },
    remove: ['Delete the price of our-model', 'Delete', 'Deleted.'],
  },
  {
    kind: 'another name of a model',
    path: '/settings?tab=prices',
    opener: 'New name',
    fields: { 'Sent as': 'prod-chat', 'Is the model': 'gpt-4o', 'Of provider': 'openai' },
    wrong: { 'Sent as': ['prod*chat', /\* only as its last/] },
    submit: 'Save the name',
    told: 'Saved: calls under this name are priced as the model.',
    listed: 'prod-chat',
    use: async () => undefined,
    remove: ['Delete the name prod-chat', 'Delete', 'Deleted: prod-chat is a model of its own again.'],
  },
  {
    kind: 'a budget',
    path: '/settings?tab=budgets',
    opener: 'New budget',
    fields: { Name: 'models in a month', 'US dollars': '500', 'Mail to': 'ann@example.com' },
    wrong: {
      'US dollars': ['-5', /amountUsd/],
      'Told at (%)': ['80, 50', /ascending/],
      'Mail to': ['nobody', /address/],
    },
    submit: 'Create the budget',
    told: 'Saved.',
    listed: 'models in a month',
    use: async row => {
      await row.press('Change models in a month')
      await fill(dialog(row.page), { 'US dollars': '750' })
      await press(dialog(row.page), 'Save the budget')
      await row.told('Saved.')
      await row.see('$750.00')
      await row.press('Change models in a month')
      const box = dialog(row.page)
      await fill(box, { Of: 'a segment, by its id', Which: '999999' })
      await press(box, 'Save the budget')
      await refused(box, 'Which', /segment/)
      await press(box, 'Cancel')
    },
    remove: ['Delete models in a month', 'Delete', 'Deleted: the budget “models in a month”.'],
  },
  {
    kind: 'a webhook',
    path: '/settings?tab=webhooks',
    opener: 'New webhook',
    fields: { Name: 'team chat', Address: own!.hook.url },
    wrong: { Address: ['http://10.0.0.1/hook', /url|address/i] },
    submit: 'Create the webhook',
    listed: 'team chat',
    use: async row => {
      await row.press('Test team chat')
      await row.told('“team chat” answered 200 in')
      await row.press('Change team chat')
      await fill(dialog(row.page), { 'What it is for': 'alerts' })
      await press(dialog(row.page), 'Save the webhook')
      await row.told('Saved.')
      await row.press('Pause team chat')
      await row.told('Paused.')
      await row.press('Resume team chat')
      await row.told('Resumed.')
      await row.press('New secret for team chat')
      await press(dialog(row.page), 'New secret')
      await press(dialog(row.page), 'I have it')
    },
    remove: ['Delete team chat', 'Delete', 'Deleted: the webhook “team chat”.'],
  },
  {
    kind: 'a destination',
    path: '/settings?tab=destinations',
    opener: 'New destination',
    fields: { Name: 'warehouse', Address: own!.hook.url },
    wrong: { Address: ['http://10.0.0.1/hook', /url|address/i] },
    submit: 'Create the destination',
    listed: 'warehouse',
    use: async row => {
      await row.press('Test warehouse')
      await row.told('“warehouse” took it in')
      await row.press('Pause warehouse')
      await row.told('Paused: what arrives meanwhile is sent later.')
      await row.press('Resume warehouse')
      await row.told('Resumed: it goes on where it stopped.')
      await row.press('Rewind warehouse')
      const box = dialog(row.page)
      await fill(box, { 'Everything that has arrived since': '2090-01-01T00:00' })
      await press(box, 'Rewind')
      await refused(box, 'Everything that has arrived since', /must not be in the future/)
      await fill(box, { 'Everything that has arrived since': '2026-01-01T00:00' })
      await press(box, 'Rewind')
      await row.told('Rewound: it is sent again from there.')
    },
    remove: ['Delete warehouse', 'Delete', 'Deleted: the destination “warehouse”.'],
  },
]
