import { createHash } from 'node:crypto'
import type { CaseCommand } from '../../../src/domain/cases/life/commands.ts'
import { queryCodeOf } from '../../../src/domain/cases/query-code.ts'
import type { Actor } from '../../../src/domain/cases/role.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { openCaseNumbers } from '../../../src/engine/cases/case-numbers.ts'
import { createCaseOffice } from '../../../src/engine/cases/case-office.ts'
import { type CitizenCasesParts, createCitizenCases } from '../../../src/engine/citizens/citizen-cases.ts'
import type { Asker, CaseKey, SubmitForm } from '../../../src/engine/citizens/citizen-service.ts'
import { caseContext } from '../../domain/cases/given-case.ts'
import { keptLog } from '../../helpers/store.ts'

export const noon = Date.parse('2026-11-25T12:00:00+08:00')

export const asker: Asker = { channel: 'page', key: 'address-1' }

export const form: SubmitForm = {
  requestId: 'a'.repeat(32),
  text: '路灯不亮',
  place: '解放路 88 号',
  phone: '13812345678',
  photos: [],
  confidential: false,
  enterprise: false,
}

const bytesOf = (text: string) => createHash('sha256').update(text).digest()

/** A clock that a test puts forward; jobs run when their instant is reached. */
export const virtualClock = (at = noon) => {
  let now = at
  const jobs = new Set<{ readonly at: number; readonly job: () => void }>()
  return {
    now: () => now,
    at: (instant: number, job: () => void) => {
      const entry = { at: instant, job }
      jobs.add(entry)
      return () => void jobs.delete(entry)
    },
    waiting: () => [...jobs].map(each => each.at),
    forward: (ms: number) => {
      now += ms
      for (const entry of [...jobs])
        if (entry.at <= now) {
          jobs.delete(entry)
          entry.job()
        }
    },
  }
}

const officer = (...roles: Actor['roles']): Actor => ({ kind: 'user', name: 'zhang', roles, unit: null, agentId: null })
const ofUnit: Actor = { kind: 'user', name: 'li', roles: ['unit_clerk', 'unit_leader'], unit: 'water', agentId: null }

/** The service over a real office whose ledger is a list; `late`: the database holds nothing of it yet. */
export const givenCitizenCases = async (change: Partial<CitizenCasesParts> = {}, late = false) => {
  const facts: Fact[] = []
  const reads: string[] = []
  const clock = virtualClock()
  const log = keptLog()
  const ofCase = (caseNo: string) => facts.filter(fact => 'caseNo' in fact && fact.caseNo === caseNo)
  const office = createCaseOffice({
    reads: { caseFacts: async caseNo => ofCase(caseNo) },
    book: async booked => void facts.push(...booked),
    keepsFacts: () => true,
    clock,
    context: caseContext,
  })
  const hashed: string[] = []
  const parts: CitizenCasesParts = {
    office,
    numbers: await openCaseNumbers({ lastCasePlace: async () => null }, clock, 'Asia/Shanghai'),
    reads: {
      caseFacts: async caseNo => {
        reads.push(caseNo)
        return late ? [] : ofCase(caseNo)
      },
      caseOfRequest: async requestId => {
        const found = facts.find(fact => fact.kind === 'case_registered' && fact.requestId === requestId)
        return late || found?.kind !== 'case_registered' ? null : found
      },
    },
    secrets: {
      hashOfCode: (caseNo, code) => {
        hashed.push(code)
        return bytesOf(`${caseNo} ${code}`).toString('hex')
      },
      hashOfWish: wish => bytesOf(`wish ${wish}`).toString('hex'),
      codeOfWish: wish => queryCodeOf(bytesOf(`code ${wish}`)),
    },
    homeArea: '0513',
    casesADay: 3,
    context: caseContext,
    attach: async (_asker, _caseNo, ids) => ids,
    keepsFacts: () => true,
    clock,
    log,
    ...change,
  }
  const service = createCitizenCases(parts)
  /** Asks, and lets the time of a refusal pass. */
  const settled = async <T>(asked: Promise<T>): Promise<T> => {
    let over = false
    void asked.finally(() => {
      over = true
    })
    for (let turn = 0; turn < 200 && !over; turn += 1) {
      await new Promise(resolve => setImmediate(resolve))
      if (!over && clock.waiting().length > 0) clock.forward(300)
    }
    return asked
  }
  const submitted = async (more: Partial<SubmitForm> = {}, by = asker): Promise<CaseKey> => {
    const receipt = await service.submit(by, { ...form, ...more })
    if (typeof receipt === 'string') throw new Error(receipt)
    return receipt
  }
  const act = async (by: Actor, caseNo: string, wish: CaseCommand) => {
    clock.forward(60_000)
    const answer = await office.act(by, caseNo, wish, null)
    if ('refused' in answer) throw new Error(`${wish.event}: ${answer.refused}`)
  }
  /** Takes a case through the house to its accepted reply. */
  const answered = async (caseNo: string, text = '已修好') => {
    const note = 'INTERNAL note'
    await act(officer('reviewer'), caseNo, { event: 'pass_review', suggestedUnit: null, note })
    await act(officer('dispatcher'), caseNo, { event: 'dispatch', unit: 'water', coUnits: [], note })
    await act(ofUnit, caseNo, { event: 'sign' })
    await act(ofUnit, caseNo, { event: 'log_contact', contact: 'phone', note })
    await act(ofUnit, caseNo, { event: 'reply', text, result: 'resolved', attachments: [] })
    await act(officer('reviewer'), caseNo, { event: 'review_reply' })
    await act(officer('reviewer'), caseNo, { event: 'accept_reply', note })
  }
  return {
    service,
    parts,
    facts,
    reads,
    hashed,
    clock,
    log,
    office,
    settled,
    submitted,
    act,
    answered,
    officer,
    ofUnit,
  }
}
