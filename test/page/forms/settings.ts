import { type Form } from './form.ts'

/** The forms of the settings. */
export const settingForms: Form[] = [
  [
    'a key',
    '/settings?tab=keys',
    async hands => {
      await hands.press('New key')
      await hands.write('Name', 'by keys')
      await hands.press('Create the key')
      await hands.see('This is the only time that it is shown.')
      await hands.press('I have it')
      await hands.see('by keys')
    },
  ],
  [
    'a price',
    '/settings?tab=prices',
    async hands => {
      await hands.press('New price')
      await hands.write('Provider', 'ours')
      await hands.write('Model', 'by-keys')
      await hands.write('US dollars a million', '2.50')
      await hands.press('Set the price')
      await hands.see('Set: calls from then on are priced with it.')
    },
  ],
  [
    'another name of a model',
    '/settings?tab=prices',
    async hands => {
      await hands.press('New name')
      await hands.write('Sent as', 'prod-keys')
      await hands.write('Is the model', 'gpt-4o')
      await hands.write('Of provider', 'openai')
      await hands.press('Save the name')
      await hands.see('Saved: calls under this name are priced as the model.')
    },
  ],
  [
    'a budget',
    '/settings?tab=budgets',
    async hands => {
      await hands.press('New budget')
      await hands.write('Name', 'by keys')
      await hands.write('US dollars', '500')
      await hands.press('Create the budget')
      await hands.see('Change')
    },
  ],
  [
    'a webhook',
    '/settings?tab=webhooks',
    async (hands, { stage }) => {
      await hands.press('New webhook')
      await hands.write('Name', 'by keys')
      await hands.write('Address', stage.own!.hook.url)
      await hands.press('Create the webhook')
      await hands.press('I have it')
      await hands.see('by keys')
    },
  ],
  [
    'a destination',
    '/settings?tab=destinations',
    async (hands, { stage }) => {
      await hands.press('New destination')
      await hands.write('Name', 'by keys')
      await hands.write('Address', stage.own!.hook.url)
      await hands.press('Create the destination')
      await hands.press('I have it')
      await hands.see('by keys')
    },
  ],
  [
    'the person of the audit log',
    '/settings?tab=audit',
    async hands => {
      await hands.write('By', 'nobody')
      await hands.key('Enter')
      await hands.arrive(/by=nobody/)
    },
  ],
]
