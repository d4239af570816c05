import { readableCaseNumber } from '../../../domain/cases/case-number.ts'
import type { Progress, PublicArticle } from '../../../engine/citizens/citizen-service.ts'
import type { Names } from '../../../wire/views.ts'
import { shown } from './replies.ts'

/** What the account answers with; WeChat shows `<a href>` as a link. */
export interface Links {
  readonly submit: string
  readonly progress: string
  /** Of a path of the city's own site. */
  of(path: string): string
}

const link = (address: string, text: string): string => `<a href="${address}">${text}</a>`

export const guide = ({ submit }: Links): Names => ({
  zh: `您好，这里是12345政务服务便民热线。\n\n提交诉求：${link(submit, '点此填写')}\n查询进度：请发送“查询 诉求编号 查询码”\n急事请拨打12345，紧急危险请拨打110、119、120。`,
  en: `This is the 12345 government hotline.\n\nTo file a request: ${link(submit, 'fill in the form')}\nTo follow it: send “query”, its number and its query code\nIf it is urgent call 12345; in danger call 110, 119 or 120.`,
})

export const welcome = (links: Links): Names => {
  const { zh, en } = guide(links)
  return { zh: `感谢关注。\n${zh}`, en: `Thank you for following.\n${en}` }
}

export const howToQuery = ({ progress }: Links): Names => ({
  zh: `请发送“查询 诉求编号 查询码”，例如：查询 20261125-00042-1 123456。两个号码都在提交后的回执上。\n也可以${link(progress, '在网页上查询')}。`,
  en: `Send “query”, the number of your request and its query code, such as: query 20261125-00042-1 123456. Both stand on the receipt.\nOr ${link(progress, 'look on the page')}.`,
})

export const howToRate = ({ progress }: Links): Names => ({
  zh: `请先发送“查询 诉求编号 查询码”，诉求办结后再回复“满意”“基本满意”或“不满意”，也可以写明原因。\n也可以${link(progress, '在网页上评价')}。`,
  en: `First send “query”, the number of your request and its query code. Once it is closed, answer “satisfied”, “fairly satisfied” or “dissatisfied”, with the reason if you like.\nOr ${link(progress, 'rate it on the page')}.`,
})

export const wrongNumber: Names = {
  zh: '诉求编号不对，可能有一位数字写错了。请对照回执再发一次。',
  en: 'This is no number of a request; perhaps a digit of it is wrong. Please compare it with the receipt and send it again.',
}

export const codeMissing = (caseNo: string): Names => ({
  zh: `请在诉求编号后面加上回执上的八位查询码，例如：查询 ${readableCaseNumber(caseNo)} CDFG2345。`,
  en: `Please add the query code of eight letters and digits from the receipt, such as: query ${readableCaseNumber(caseNo)} CDFG2345.`,
})

export const notFound: Names = {
  zh: '没有查到。请核对诉求编号和查询码，两者都在回执上；如已遗失，请拨打12345。',
  en: 'Nothing was found. Please check the number and the query code; both stand on the receipt. If it is lost, call 12345.',
}

export const tooMany: Names = {
  zh: '操作过于频繁，请稍后再试，或拨打12345。',
  en: 'That was too often; please try again later, or call 12345.',
}

export const away: Names = {
  zh: '系统暂时无法处理，请稍后再试，或拨打12345。',
  en: 'The system cannot do this now; please try again later, or call 12345.',
}

export const queryFirst = (links: Links): Names => ({
  zh: `请先发送“查询 诉求编号 查询码”，再发送要补充的内容、照片或位置。\n新的诉求请${link(links.submit, '点此填写')}。`,
  en: `First send “query”, the number of your request and its query code; then what you want to add, a picture or a place.\nFor a new request, ${link(links.submit, 'fill in the form')}.`,
})

export const notHeard: Names = {
  zh: '没有听清这段语音，请用文字发送，或拨打12345。',
  en: 'This voice message was not understood; please write, or call 12345.',
}

export const added = (caseNo: string): Names => ({
  zh: `已补充到诉求 ${readableCaseNumber(caseNo)}。`,
  en: `Added to request ${readableCaseNumber(caseNo)}.`,
})

export const urged = (caseNo: string): Names => ({
  zh: `已催办诉求 ${readableCaseNumber(caseNo)}，承办单位会收到提醒。`,
  en: `Request ${readableCaseNumber(caseNo)} was urged; the department is reminded.`,
})

export const rated: Names = { zh: '感谢您的评价。', en: 'Thank you for your rating.' }

export const addedNotNow: Names = {
  zh: '这件诉求现在不能补充，如有新情况请拨打12345。',
  en: 'Nothing can be added to this request now; if there is news, call 12345.',
}

export const urgedNotNow: Names = {
  zh: '现在不能催办：诉求已办结，或今天已经催办过。',
  en: 'It cannot be urged now: it is closed, or was urged today already.',
}

export const ratedNotNow: Names = {
  zh: '现在不能评价：诉求尚未办结，或已经评价过。',
  en: 'It cannot be rated now: it is not closed yet, or was rated already.',
}

export const pictureTaken = { zh: '微信照片', en: 'Picture from WeChat' } as const satisfies Names

export const place = (label: string, latitude: number, longitude: number): string =>
  `位置：${label}（${latitude}, ${longitude}）`

const dayAndTime = (at: number, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at)

/** The steps of a case, and what can be done now. */
export const progressText = ({ caseNo, steps, answer, mayAdd, mayUrge, mayRate }: Progress, zone: string): Names => {
  const lines = (language: keyof Names) =>
    steps.map(({ at, text }) => `${dayAndTime(at, zone)} ${shown(text[language])}`).join('\n')
  const zh = [
    `诉求 ${readableCaseNumber(caseNo)}`,
    lines('zh'),
    answer !== null && `答复：${shown(answer)}`,
    mayAdd && '要补充：发送“补充”加内容，或直接发照片、位置。',
    mayUrge && '要催办：发送“催办”。',
    mayRate && '要评价：回复“满意”“基本满意”或“不满意”。',
  ]
  const en = [
    `Request ${readableCaseNumber(caseNo)}`,
    lines('en'),
    answer !== null && `Answer: ${shown(answer)}`,
    mayAdd && 'To add something: send “add” and the text, or a picture or a place.',
    mayUrge && 'To urge it: send “urge”.',
    mayRate && 'To rate it: answer “satisfied”, “fairly satisfied” or “dissatisfied”.',
  ]
  const joined = (parts: readonly (string | false)[]) => parts.filter(part => part !== false && part !== '').join('\n')
  return { zh: joined(zh), en: joined(en) }
}

const beginning = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return [...line].length > 60 ? `${[...line].slice(0, 60).join('')}…` : line
}

/** A path that leads nowhere else and cannot end the attribute it stands in. */
const ownPath = /^(\/[\w-]+)+$/

/** Titles of articles with the beginning of each, linked where it has a page. */
export const articleList = (articles: readonly PublicArticle[], links: Links): Names => {
  if (articles.length === 0)
    return { zh: '目前没有相关内容，请拨打12345咨询。', en: 'There is nothing on this now; please call 12345.' }
  const list = articles
    .map(({ title, text, path }, index) => {
      const name = path !== null && ownPath.test(path) ? link(links.of(path), shown(title)) : shown(title)
      return `${index + 1}. ${name}\n${shown(beginning(text))}`
    })
    .join('\n\n')
  return { zh: list, en: list }
}
