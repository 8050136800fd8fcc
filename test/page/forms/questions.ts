import { type Hands } from '../hands.ts'
import { type Form } from './form.ts'

const named = async (hands: Hands, open: string, name: string, kind: string) => {
  await hands.press(open)
  await hands.write('Name', name)
  await hands.press('Save')
  await hands.see(`Saved: the ${kind} “${name}”.`)
}

/** The forms by which people ask and save what they have asked. */
export const questionForms: Form[] = [
  [
    'other dates',
    '/',
    async hands => {
      await hands.key('c')
      await hands.write('From', '01022026')
      await hands.write('To', '01052026')
      await hands.press('Show these days')
      await hands.arrive(/range=2026-01-02/)
    },
  ],
  [
    'a filter',
    '/',
    async hands => {
      await hands.key('/')
      await hands.write('Values, with commas between them', 'gpt-4o')
      await hands.press('Add')
      await hands.arrive(/f=model:is:gpt-4o/)
    },
  ],
  [
    'a formula',
    '/explore',
    async hands => {
      await hands.write('Formula', 'costUsd / conversations')
      await hands.press('Compute')
      await hands.arrive(/formula=/)
    },
  ],
  [
    'an alert on what was found',
    '/explore',
    async hands => {
      await hands.press('Use it …')
      await hands.press('Tell me when it changes')
      await hands.write('The bound', '1000000')
      await hands.press('Save the alert')
      await hands.see(/Saved: the alert/)
    },
  ],
  [
    'a dashboard with a widget that is moved',
    '/dashboards',
    async hands => {
      await hands.press('New')
      await hands.write('Name', 'By keys')
      await hands.press('Make it')
      await hands.see('There is nothing on it yet.')
      await hands.press('Edit')
      await hands.press('Add a widget')
      await hands.write('Title', 'Read me')
      await hands.write('Shows', 'A te')
      await hands.write('Text', 'Weekly numbers.')
      await hands.press('Add')
      const place = (column: number) =>
        `Read me: column ${column}, row 1, 12 wide, 1 high. Arrow keys move it, with Shift they resize it.`
      await hands.reach(place(1))
      await hands.key('Shift+ArrowLeft')
      await hands.key('ArrowRight')
      await hands.reach(place(2).replace('12 wide', '11 wide'))
      await hands.press('Save')
      await hands.see('Saved: the dashboard “By keys”.')
    },
  ],
  [
    'a search of names',
    '/catalogue',
    async hands => {
      await hands.write('Search names and keys', 'signup')
      await hands.key('Enter')
      await hands.arrive(/search=signup/)
    },
  ],
  [
    'an export',
    '/exports',
    async hands => {
      await hands.press('New')
      await hands.write('Rows', 'Users')
      await hands.press('Start')
      await hands.see('Started: the export runs in the background.')
      await hands.see('Users as CSV')
    },
  ],
  [
    'a search of users',
    '/users',
    async hands => {
      await hands.write('Search for a user', 'user')
      await hands.key('Enter')
      await hands.arrive(/search=user/)
    },
  ],
  [
    'a funnel',
    '/funnels',
    async hands => {
      await hands.write('Step 1', 'signup')
      await hands.write('Step 2', 'message')
      await hands.key('Enter')
      await hands.see('Hatched: stopped before this step.')
      await named(hands, 'Save the funnel', 'Funnel by keys', 'funnel')
    },
  ],
  [
    'a question about cohorts',
    '/cohorts',
    hands => named(hands, 'Save the cohort question', 'Cohorts by keys', 'cohort question'),
  ],
  [
    'a segment',
    '/segments',
    async hands => {
      await hands.press('New segment')
      await hands.write('Trait of condition 1', 'plan')
      await hands.write('Values of condition 1, with commas between them', 'pro')
      await hands.key('Enter')
      await hands.see('Users now')
      await named(hands, 'Save the segment', 'Segment by keys', 'segment')
    },
  ],
  [
    'the event of paths',
    '/paths',
    async hands => {
      await hands.write('Event', 'signup')
      await hands.key('Enter')
      await hands.arrive(/event=signup/)
    },
  ],
  [
    'an alert',
    '/alerts',
    async hands => {
      await hands.press('New alert')
      await hands.write('Name', 'By keys')
      await hands.write('Bound', '1000000')
      await hands.press('Create the alert')
      await hands.see('Is “By keys” well?')
    },
  ],
  [
    'the user of live events',
    '/live',
    async hands => {
      await hands.write('User', 'ann')
      await hands.key('Enter')
      await hands.arrive(/user=ann/)
    },
  ],
]
