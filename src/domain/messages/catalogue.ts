import type { Template } from './template.ts'

/** The texts that leave the house. Each says who speaks, as the trade wants of every short message (DOMAIN.md 4.4). */
export const templates = {
  test: { subject: '测试消息', text: '【12345】这是一条测试消息，编号{number}，收到即可，无需回复。' },
  notice_dispatched: {
    subject: '新工单 {caseNo}',
    text: '【12345】工单{caseNo}已派至贵单位：{title}。请于{signBy}前签收，{dueAt}前办结。',
  },
  notice_half: {
    subject: '工单 {caseNo} 办理时限已过半',
    text: '【12345】工单{caseNo}办理时限已过半：{title}。请于{dueAt}前办结。',
  },
  notice_day_before: {
    subject: '工单 {caseNo} 即将到期',
    text: '【12345】工单{caseNo}将在一个工作日内到期：{title}。请于{dueAt}前办结。',
  },
  notice_overdue: {
    subject: '工单 {caseNo} 已超期',
    text: '【12345】工单{caseNo}已超过办理时限（{dueAt}）：{title}。请立即办理并说明原因。',
  },
} as const satisfies Readonly<Record<string, Template>>
