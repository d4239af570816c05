import type { BookedCommand } from '../../domain/cases/life/commands.ts'
import { ownWord } from '../../domain/privacy/redact.ts'
import type { PersonRecords } from './person-store.ts'

/** What is handed to somebody who asks what is kept of him (PIPL art. 45). */
export interface PersonExport {
  /** All of it, for a machine. */
  readonly json: string
  /** The same to be read. */
  readonly text: string
}

const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const speakers = { citizen: '市民', agent: '话务员', house: '系统' } as const

const line = (name: string, value: string | number | null | undefined): string =>
  `  ${name}：${value === null || value === undefined || value === '' ? '—' : value}`

/** What was typed for a step of a case, however deep it stands in it; not ids and chosen words. */
const typedIn = ({ event: _, ...wish }: BookedCommand): readonly string[] => {
  const words = (value: unknown): readonly string[] => {
    if (typeof value === 'string') return ownWord.test(value) || idForm.test(value) ? [] : [value.trim()]
    if (typeof value !== 'object' || value === null) return []
    return Object.values(value).flatMap(words)
  }
  return words(wish).filter(each => each !== '')
}

/** All that is held of one number, as JSON and as a text in Chinese. Agents stand there by their work numbers, as they say them on the phone. */
export const exportOf = (number: string, found: PersonRecords, now: number, zone: string): PersonExport => {
  const time = (at: number | null): string | null =>
    at === null
      ? null
      : Temporal.Instant.fromEpochMilliseconds(at)
          .toZonedDateTimeISO(zone)
          .toString({ smallestUnit: 'second', timeZoneName: 'never', offset: 'never' })
          .replace('T', ' ')
  const cases = found.cases.map(({ unit, coUnits, handlerUnit, suggestedUnit: _, ...rest }) => ({
    ...rest,
    units: [unit, handlerUnit, ...(coUnits ?? [])].filter(each => each !== null),
  }))
  const document = { number, madeAt: new Date(now).toISOString(), ...found, cases }
  const blocks = [
    ['12345 热线保存的个人信息', line('号码', number), line('导出时间', time(now))],
    ...found.persons.map(person => [
      '来电人',
      line('姓名', person.name),
      line('地址', person.place),
      line('联系方式', person.contact),
      line('备注', person.note),
      line(
        '标记',
        [person.elder && '老年人', person.minor && '未成年人', person.disabled && '残障'].filter(Boolean).join('、'),
      ),
    ]),
    ...cases.map(each => [
      `工单 ${each.caseNo}`,
      line('受理时间', time(each.acceptedAt)),
      line('办结时间', time(each.closedAt)),
      line('诉求人', each.requesterName),
      line('地址', each.place),
      line('标题', each.title),
      line('内容', each.text),
      line('答复', each.answer),
      line('承办单位', each.units.join('、')),
      ...found.caseCalls
        .filter(({ caseNo, note }) => caseNo === each.caseNo && note !== '')
        .map(({ at, note }) => line(`${time(at)} 补充`, note)),
      ...found.ratings
        .filter(({ caseNo }) => caseNo === each.caseNo)
        .map(({ at, score, result, reason }) => line(`${time(at)} 评价`, `${score ?? result} ${reason}`.trim())),
      ...found.rulings
        .filter(({ caseNo }) => caseNo === each.caseNo)
        .map(({ at, ruling, state, reason, decision }) =>
          line(`${time(at)} 评价认定`, [ruling, state, reason, decision].filter(part => part !== '').join(' ')),
        ),
      ...found.steps
        .filter(({ caseNo }) => caseNo === each.caseNo)
        .flatMap(({ at, unit, wish }) =>
          typedIn(wish).map(words => line(`${time(at)} ${unit === null ? '记录' : `${unit} 记录`}`, words)),
        ),
      ...found.attachments
        .filter(({ caseNo }) => caseNo === each.caseNo)
        .map(({ name, erasedAt }) => line('附件', erasedAt === null ? name : `已删除（${time(erasedAt)}）`)),
    ]),
    ...found.calls.map(call => [
      `通话 ${call.id}`,
      line(call.purpose === null ? '来电时间' : '外呼时间', time(call.arrivedAt)),
      line('接听时间', time(call.answeredAt)),
      line('结束时间', time(call.endedAt)),
      line('话务员', call.agentId),
      ...found.recordings
        .filter(({ callId }) => callId === call.id)
        .map(({ audioMs, erasedAt }) =>
          line('录音', erasedAt === null ? `${Math.round((audioMs ?? 0) / 1000)} 秒` : `已删除（${time(erasedAt)}）`),
        ),
    ]),
    ...found.tasks.map(task => [
      `回访任务 ${task.taskId}`,
      line('目的', task.purpose),
      line('号码', task.number),
      line('工单', task.caseNo),
      line('创建时间', time(task.createdAt)),
      line('预约时间', time(task.appointment)),
      line('备注', task.note),
      line('结果', task.result),
      ...task.moves.filter(({ why }) => why !== '').map(({ at, why }) => line(`${time(at)} 说明`, why)),
      ...found.attempts
        .filter(({ taskId }) => taskId === task.taskId)
        .map(({ beganAt, number, outcome, note }) =>
          line(`${time(beganAt)} 外呼`, [number, outcome, note].filter(Boolean).join(' ')),
        ),
    ]),
    ...found.messages.map(message => [
      '发出的消息',
      line('时间', time(message.createdAt)),
      line('方式', message.kind),
      line('收件人', message.recipient),
      line('内容', message.text),
    ]),
    ...found.chats.map(chat => [
      '文字咨询',
      line('开始时间', time(chat.openedAt)),
      line('留下的号码', chat.number),
      ...chat.messages.map(({ at, speaker, text }) => line(`${time(at)} ${speakers[speaker]}`, text)),
    ]),
    ...found.missedCalls.map(missed => [
      '未接来电',
      line('首次', time(missed.firstAt)),
      line('最近', time(missed.lastAt)),
      line('次数', missed.times),
    ]),
    ...found.historyCalls.map(call => [
      `历史通话 ${call.callId}`,
      line('时间', time(call.arrivedAt)),
      line('号码', call.rawNumber ?? call.number),
      line('工单', call.caseNo),
      ...call.notes.map(note => line('评价裁定说明', note)),
    ]),
    ...found.drafts.map(draft => ['未登记的草稿', line('修改时间', time(draft.updatedAt)), line('内容', draft.text)]),
  ]
  return {
    json: `${JSON.stringify(document, null, 2)}\n`,
    text: `${blocks.map(each => each.join('\n')).join('\n\n')}\n`,
  }
}
