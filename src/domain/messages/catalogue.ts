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
  notice_redo: {
    subject: '工单 {caseNo} 退回重办',
    text: '【12345】工单{caseNo}因诉求人不满意退回贵单位重办：{title}。请于{signBy}前签收，{dueAt}前办结。',
  },
  notice_urged: {
    subject: '工单 {caseNo} 被催办',
    text: '【12345】工单{caseNo}被催办：{title}。期限{dueAt}。{words}',
  },
  notice_supervised: {
    subject: '工单 {caseNo} 督办',
    text: '【12345】工单{caseNo}已列入督办：{title}。期限{dueAt}。{words}',
  },
  notice_return_granted: {
    subject: '工单 {caseNo} 退单已同意',
    text: '【12345】工单{caseNo}的退单申请已同意：{title}。贵单位不再承办。{words}',
  },
  notice_return_refused: {
    subject: '工单 {caseNo} 退单未获同意',
    text: '【12345】工单{caseNo}的退单申请未获同意：{title}。请继续办理，期限{dueAt}不变。{words}',
  },
  notice_extension_granted: {
    subject: '工单 {caseNo} 延期已同意',
    text: '【12345】工单{caseNo}的延期申请已同意：{title}。办结期限为{dueAt}。{words}',
  },
  notice_extension_refused: {
    subject: '工单 {caseNo} 延期未获同意',
    text: '【12345】工单{caseNo}的延期申请未获同意：{title}。办结期限仍为{dueAt}。{words}',
  },
  notice_reply_bounced: {
    subject: '工单 {caseNo} 答复被退回',
    text: '【12345】工单{caseNo}的答复未通过审核，已退回：{title}。期限{dueAt}不变，请补充后重新答复。{words}',
  },
  notice_due_moved: {
    subject: '工单 {caseNo} 办结期限调整',
    text: '【12345】因工作日历或时限调整，工单{caseNo}的办结期限由{dueBefore}改为{dueAt}：{title}。',
  },
  article_expired: {
    subject: '知识条目已过期：{title}',
    text: '【12345】您维护的知识条目已过期：{title}。请更新有效期后重新发布，或撤下。',
  },
  article_review_due: {
    subject: '知识条目待复核：{title}',
    text: '【12345】您维护的知识条目已到复核日期：{title}。请核对内容并更新复核日期。',
  },
  article_waits: {
    subject: '知识条目待审：{title}',
    text: '【12345】知识条目待审已满三天：{title}。请审核发布或退回。',
  },
  article_wrong: {
    subject: '知识条目有误：{title}',
    text: '【12345】有人反馈您维护的知识条目有误：{title}。请核对处理。{words}',
  },
  article_outdated: {
    subject: '知识条目过时：{title}',
    text: '【12345】有人反馈您维护的知识条目已过时：{title}。请核对处理。{words}',
  },
  article_handed_to: {
    subject: '知识条目转由您维护：{title}',
    text: '【12345】知识条目已转由您维护：{title}。{words}',
  },
  article_handed_away: {
    subject: '知识条目已移交：{title}',
    text: '【12345】您维护的知识条目已移交{owner}维护：{title}。{words}',
  },
  notice_handed_down: {
    subject: '工单 {caseNo} 已交办',
    text: '【12345】工单{caseNo}已由上级单位交贵单位办理：{title}。请于{dueAt}前办结。{words}',
  },
  notice_lost_ruled: {
    subject: '工单 {caseNo} 已改派',
    text: '【12345】工单{caseNo}已裁定由其他单位承办：{title}。贵单位不再办理。{words}',
  },
  notice_lost_merged: {
    subject: '工单 {caseNo} 已并单',
    text: '【12345】工单{caseNo}已与同一事项的其他工单合并办理：{title}。贵单位不必再单独办理。',
  },
  notice_lost_withdrawn: {
    subject: '工单 {caseNo} 已撤回',
    text: '【12345】工单{caseNo}已由诉求人撤回：{title}。贵单位不必再办理。{words}',
  },
  notice_lost_terminated: {
    subject: '工单 {caseNo} 已终止办理',
    text: '【12345】工单{caseNo}已终止办理：{title}。贵单位不必再办理。{words}',
  },
  notice_lost_handed_down: {
    subject: '工单 {caseNo} 已改交其他单位',
    text: '【12345】工单{caseNo}已由上级单位改交其他单位办理：{title}。贵单位不再办理。',
  },
  requester_receipt: {
    subject: '诉求已受理 {caseNo}',
    text: '【12345】您的诉求已登记，工单号{caseNo}。查询进度、补充情况请拨打12345并报工单号。',
  },
  requester_not_accepted: {
    subject: '诉求不予受理 {caseNo}',
    text: '【12345】您的诉求（工单号{caseNo}）不属于热线受理范围。{words}如有疑问请拨打12345。',
  },
  requester_answered: {
    subject: '诉求已答复 {caseNo}',
    text: '【12345】您的诉求（工单号{caseNo}）已有办理答复，查询答复请拨打12345并报工单号。',
  },
  rating_link: {
    subject: '请评价办理结果',
    text: '【12345】您反映的诉求已有办理结果，请评价：{link} 评价由您自愿，{until}前有效，限用一次。',
  },
  requester_terminated: {
    subject: '诉求终止办理 {caseNo}',
    text: '【12345】您的诉求（工单号{caseNo}）已终止办理。{words}如有疑问请拨打12345。',
  },
} as const satisfies Readonly<Record<string, Template>>
