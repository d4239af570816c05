import { defaultCampaigns } from './domain/campaign/defaults.ts'
import { topics } from './domain/cases/catalogue/topics.ts'
import { units } from './domain/cases/catalogue/units.ts'
import type { Role } from './domain/cases/role.ts'
import type { Topic } from './domain/cases/topic.ts'
import type { Unit } from './domain/cases/unit.ts'
import type { Fact } from './domain/fact.ts'

/** Units whose leader signs off each reply, in the demo. */
const signingOff: readonly string[] = ['housing', 'labour']

const unitOf = ({ id, zh, en }: (typeof units)[number]): Unit => ({
  id,
  name: { zh, en },
  tier: 1,
  parent: null,
  signsOff: signingOff.includes(id),
  mobile: '',
  email: '',
  active: true,
})

/** Two offices below one unit, so that a demo can hand down. */
const offices: readonly Unit[] = [
  { ...unitOf({ id: 'water-east', zh: '水务集团城东所', en: 'Water works, east office' }), tier: 2, parent: 'water' },
  { ...unitOf({ id: 'water-west', zh: '水务集团城西所', en: 'Water works, west office' }), tier: 2, parent: 'water' },
]

const topicOf = ({ id, parent, zh, en }: (typeof topics)[number]): Topic => ({ id, parent, name: { zh, en } })

const replyTemplates = [
  {
    id: 'resolved',
    name: '已办结',
    text: '您好，您反映的“{title}”（工单号 {caseNo}）收悉。经核实：{核实情况}。我单位于 {date} {处理措施}，问题已解决。感谢您的监督。{unit}',
  },
  {
    id: 'explained',
    name: '解释说明',
    text: '您好，您反映的“{title}”（工单号 {caseNo}）收悉。根据{政策依据}，{解释说明}。如有疑问，请再次拨打 12345。{unit}',
  },
  {
    id: 'partly',
    name: '已采取措施，后续办理',
    text: '您好，您反映的“{title}”（工单号 {caseNo}）收悉。我单位已{已采取措施}，计划于{完成日期}前{后续安排}。{unit}',
  },
].map(template => ({ ...template, topic: null, unit: null }))

/** The topics of a usual district, as a first start sets them; in a demo also its units, which a real house has its own of. */
export const firstSettings = (at: number, demo: boolean): readonly Fact[] => {
  const set = (setting: string, document: { readonly id: string }): Fact => ({
    kind: 'setting_changed',
    at,
    received: at,
    setting,
    key: document.id,
    version: 1,
    document,
    by: 'seed',
  })
  return [
    ...(demo ? [...units.map(unitOf), ...offices] : []).map(unit => set('unit', unit)),
    ...(demo ? replyTemplates : []).map(template => set('reply_template', template)),
    ...topics.map(topic => set('topic', topicOf(topic))),
    ...defaultCampaigns('visits').map(campaign => set('campaign', campaign)),
  ]
}

/** Who works with cases in the demo, beside agents and shift leader. */
export const demoOffice: readonly {
  readonly name: string
  readonly displayName: string
  readonly role: Role
  readonly alsoRoles?: readonly Role[]
  readonly unitId?: string
}[] = [
  { name: 'review', displayName: '审核 钱敏', role: 'reviewer' },
  { name: 'dispatch', displayName: '派单 孙伟', role: 'dispatcher' },
  { name: 'supervise', displayName: '督办 郑华', role: 'supervisor' },
  { name: 'visit', displayName: '回访 冯静', role: 'callback_agent' },
  { name: 'water', displayName: '水务集团 联络员', role: 'unit_clerk', alsoRoles: ['unit_leader'], unitId: 'water' },
  { name: 'water-east', displayName: '城东所 经办', role: 'unit_handler', unitId: 'water-east' },
  { name: 'housing', displayName: '住建局 联络员', role: 'unit_clerk', unitId: 'housing' },
  { name: 'housing-leader', displayName: '住建局 负责人', role: 'unit_leader', unitId: 'housing' },
  { name: 'urban', displayName: '城管局 联络员', role: 'unit_clerk', alsoRoles: ['unit_leader'], unitId: 'urban' },
]
