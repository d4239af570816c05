import assert from 'node:assert/strict'
import { hashPassword } from '../../../src/adapters/http/password.ts'
import { defaultCampaign } from '../../../src/domain/campaign/defaults.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { outboundIdOf, type TaskOrder } from '../../../src/domain/outbound/outbound.ts'
import type { Role } from '../../../src/engine/store.ts'
import { givenUnitDesk } from '../../browser/given-unit-desk.ts'
import { asking } from './given-case-talk.ts'
import { type Cleanup, type GivenOptions, hotlineQueue, password } from './given-server.ts'

const people: readonly (readonly [string, Role, string | null])[] = [
  ['caller', 'callback_agent', '1001'],
  ['analyse', 'analyst', null],
]

/** A hotline whose agent 1001 (`caller`) makes return visits, and a campaign of them. */
export const givenVisits = async (t: Cleanup, options: GivenOptions = {}) => {
  const desk = await givenUnitDesk(t, null, options)
  const { server } = desk
  const { hotline } = server.engine
  const passwordHash = await hashPassword(password)
  for (const [name, role, agentId] of people)
    await server.store.write.saveUser({ ...{ name, displayName: name, role, agentId }, passwordHash, disabled: false })
  const now = server.clock.now
  const queue = { ...hotlineQueue, id: 'visits', dialledNumbers: [], medium: 'outbound' as const, wrapUpMs: 60_000 }
  await hotline.tell({ type: 'queue_set', at: now(), queue })
  await hotline.tell({ type: 'agent_signed_in', at: now(), agentId: '1001' })
  await hotline.tell({ type: 'console_up', at: now(), agentId: '1001' })
  await server.phoneUp('1001')
  const ask = asking(server)
  const as = async (name: string, url: string, body?: object, method?: 'PUT') =>
    ask(await desk.cookieOf(name), url, body, method)
  const campaign = defaultCampaign('satisfaction_visit', 'visits', 'visits')
  assert.equal((await as('admin', '/api/campaigns/visits', { seen: 0, campaign }, 'PUT')).status, 200)

  let made = 0
  let leg = ''
  const task = async (caseNo: string | null, note = '<b>说明</b>'): Promise<string> => {
    made += 1
    const taskId = `visits.${made}`
    const at = now()
    const standing = {
      ...{ version: 1, state: 'waiting', since: at, due: at, appointment: null, attempts: [], agentId: null },
      ...{ callId: null, drawn: true, result: null },
    } as const
    await server.store.append([
      {
        ...{ kind: 'task_created', at, received: at, taskId, campaignId: 'visits', number: '+8613812345678', caseNo },
        ...{ purpose: 'satisfaction_visit', round: caseNo === null ? null : 1, order: at, urgent: false, note },
        ...{ source: 'case', requestId: taskId, standing },
      } as Fact,
    ])
    return taskId
  }

  return {
    ...{ desk, server, as, campaign, task },
    /** A case that waits for its visit. */
    replied: async (form: object = {}): Promise<string> => {
      const caseNo = await desk.dispatched('water', form)
      await desk.step('water', caseNo, { event: 'sign' })
      await desk.step('water', caseNo, { event: 'log_contact', contact: 'phone', note: '单位的联系记录' })
      await desk.step('water', caseNo, { event: 'reply', text: '已修好', result: 'explained', attachments: [] })
      await desk.step('review', caseNo, { event: 'review_reply' })
      await desk.step('review', caseNo, { event: 'accept_reply', note: '' })
      return caseNo
    },
    /** Gives the task to agent 1001 to look at; its attempt. */
    given: async (taskId: string, caseNo: string | null): Promise<string> => {
      if (leg !== '') await hotline.tell({ type: 'leg_ended', at: now(), leg, how: 'normal' })
      await hotline.command('1001', { name: 'ready' })
      made += 1
      const callId = outboundIdOf(`t${made}`)
      const order: TaskOrder = {
        ...{ taskId, campaignId: 'visits', queueId: 'visits' },
        ...({ purpose: 'satisfaction_visit', mode: 'preview' } as const),
        ...{ number: `+86138${String(10_000_000 + made)}`, caseNo, shownNumber: '12345' },
        ...{ previewMs: 60_000, ringMs: 45_000, keepReady: 0 },
      }
      const refused = await hotline.tell({ type: 'task_given', at: now(), callId, agentId: '1001', order })
      assert.equal(refused, null)
      return callId
    },
    /** He dials; his phone is picked up, and the citizen is rung, or answers. */
    dialled: async (callId: string, answers = true): Promise<void> => {
      assert.equal(await hotline.command('1001', { name: 'dial' }), null)
      const ring = server.effects.findLast(effect => effect.do === 'ring' && effect.callId === callId)
      assert.ok(ring?.do === 'ring')
      leg = ring.leg
      await hotline.tell({ type: 'leg_answered', at: now(), leg })
      if (answers) await hotline.tell({ type: 'dial_answered', at: now(), callId })
    },
  }
}
