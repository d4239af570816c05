import { at, dispatch } from '../../example-rows.ts'
import type { Words } from '../../metric.ts'
import { percent } from '../../rate.ts'
import type { Entry } from '../entry.ts'

const signBy = at('05-06 18:00')

const signOnTimeRate: Entry = {
  key: 'sign_on_time_rate',
  name: { zh: '按时签收率', en: 'Rate of signing in time' },
  unit: 'percent',
  needs: ['dispatches'],
  formula:
    'dispatches with signed_at < sign_by / dispatches whose sign_by lies in the period and that were not returned',
  base: {
    zh: '签收时限在当期、未退回的交办，各单位各轮次分别计',
    en: 'what units had to sign for by a limit in the period and did not return, each unit and round for itself',
  },
  edges: [
    {
      zh: '恰到时限的已迟，未签收的算未按时；出报告时时限未到的不计；只有本系统的账知道签收时限，导入的不计，只有导入时为空。',
      en: 'At the limit sharp is late, not at all is not in time; what is not due yet when the report is made does not count; limits to sign by are known of our own ledger alone: what is imported is not in it, and with imports alone it is empty.',
    },
  ],
  version: 1,
  of: ({ cases: { signings } }) =>
    signings && percent(signings.onTime, signings.onTime + signings.late + signings.unsigned),
  example: {
    rows: {
      dispatches: [],
      signings: [
        { signBy, signedAt: signBy - 1, returned: false },
        { signBy, signedAt: signBy, returned: false },
        { signBy, signedAt: null, returned: false },
        { signBy, signedAt: null, returned: true },
      ],
    },
    gives: 33.33,
    why: {
      zh: '按时、超时、未签收各一件；退回的不计。',
      en: 'One in time, one late, one not at all; a return does not count.',
    },
  },
}

const contactBy = at('05-08 00:00')
const ofContact = { contactBy, contactedAt: null, leftAt: null }

const firstContactRate: Entry = {
  key: 'first_contact_rate',
  name: { zh: '先行联系率', en: 'Rate of first contact in time' },
  unit: 'percent',
  needs: ['dispatches'],
  formula: 'dispatches with contacted_at < contact_by / dispatches whose contact_by lies in the period',
  base: {
    zh: '先行联系时限在当期的交办，各单位各轮次分别计；时限前已退回、撤回、并案的除外',
    en: 'what units were given whose limit of first contact lies in the period, each unit and round for itself, but for what they no longer had by then without a reply',
  },
  edges: [
    {
      zh: '恰到时限的已迟；退回以申请之时为准；记“未联系上”的不是联系。时限依时限表（默认派单次日起一个工作日）。',
      en: 'At the limit sharp is late; what was returned left when that was asked for; a contact noted as not reached is none. The limit is that of the table of limits (by default one working day, day 0 not counted).',
    },
    {
      zh: '只有本系统的账知道先行联系；导入的不计，只有导入、或当期有未记时限的交办时为空。',
      en: 'First contacts are known of our own ledger alone: what is imported is not in it; with imports alone, or with a dispatch of before the limit was kept, it is empty.',
    },
  ],
  version: 1,
  of: ({ cases: { contacts } }) => contacts && percent(contacts.counted, contacts.base),
  example: {
    rows: {
      dispatches: [],
      signings: [],
      contacts: [
        { ...ofContact, contactedAt: contactBy - 1 },
        { ...ofContact, contactedAt: contactBy },
        ofContact,
        { ...ofContact, leftAt: contactBy - 1 },
      ],
    },
    gives: 33.33,
    why: {
      zh: '按时、超时、未联系各一件；时限前申请退回获准的不计。',
      en: 'One in time, one late, one not at all; one whose return was asked for before the limit and granted does not count.',
    },
  },
}

const extensionRate: Entry = {
  key: 'extension_rate',
  name: { zh: '延期率', en: 'Rate of extensions' },
  unit: 'percent',
  needs: ['dispatches'],
  formula: 'dispatches whose time was extended / dispatches whose due_at lies in the period and that were not returned',
  base: {
    zh: '期限（准予延期的为延后的期限）在当期、未退回的交办，各单位各轮次分别计',
    en: 'what units had to reply to by a due time (where it was extended, the later one) in the period and did not return, each unit and round for itself',
  },
  edges: [
    {
      zh: '到期后才准的也算延期，但仍为超期；挂起、日历调整不是延期。',
      en: 'One that was granted after the due time is an extension too, and late; a suspension or a changed calendar is none.',
    },
    {
      zh: '导入的交办不知是否延期；当期有一件不知即为空。',
      en: 'Of imported dispatches it is not known; with one of them in the period it is empty.',
    },
  ],
  version: 1,
  of: ({ cases: { extensions } }) => extensions && percent(extensions.counted, extensions.base),
  example: {
    rows: {
      dispatches: [],
      dues: [
        { dueAt: at('05-12 00:00'), extended: true },
        { dueAt: at('05-12 00:00'), extended: false },
        { dueAt: at('01-04 00:00', 2021), extended: true },
      ],
    },
    gives: 50,
    why: { zh: '延到次年的归次年。', en: 'One that was extended into the next year is of that year.' },
  },
}

const givenBase: Words = {
  zh: '当期派出的交办，各单位各轮次分别计，退回的也在内',
  en: 'what units were given in the period, each unit and round for itself, returns among it',
}

const returnsGrantedRate: Entry = {
  key: 'returns_granted_rate',
  name: { zh: '退单率（准退）', en: 'Rate of returns granted' },
  unit: 'percent',
  needs: ['dispatches'],
  formula: 'dispatches that were returned / dispatches',
  base: givenBase,
  edges: [{ zh: '归派出之日，不论何时退回。', en: 'Of the day of the dispatch, whenever it came back.' }],
  version: 1,
  of: ({ cases: { returned, dispatches } }) => percent(returned, dispatches),
  example: {
    rows: { dispatches: [dispatch('1', { returned: true }), dispatch('1', { unit: 'gas' }), dispatch('2')] },
    gives: 33.33,
    why: { zh: '一件退回后改派，是两次交办。', en: 'One came back and was given to another: two dispatches of it.' },
  },
}

const returnsAskedRate: Entry = {
  ...returnsGrantedRate,
  key: 'returns_asked_rate',
  name: { zh: '退单率（申请）', en: 'Rate of returns asked for' },
  formula: 'dispatches of which a return was asked for / dispatches',
  edges: [
    {
      zh: '导入的交办不知是否申请过退单；当期有一件不知即为空。',
      en: 'Of imported dispatches it is not known; with one of them in the period it is empty.',
    },
  ],
  of: ({ cases: { returnsAsked, dispatches } }) => (returnsAsked === null ? null : percent(returnsAsked, dispatches)),
  example: {
    rows: {
      dispatches: [],
      given: [
        { dispatchedAt: at('05-06 10:00'), returned: false, asked: true },
        { dispatchedAt: at('05-06 10:00'), returned: false, asked: false },
      ],
    },
    gives: 50,
    why: { zh: '申请了而未准的也算。', en: 'One that was not granted counts too.' },
  },
}

/** What units were given (DOMAIN.md 2.3). */
export const dispatches: readonly Entry[] = [
  signOnTimeRate,
  firstContactRate,
  extensionRate,
  returnsAskedRate,
  returnsGrantedRate,
]
