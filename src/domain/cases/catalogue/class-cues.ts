import type { CaseClass } from '../case.ts'

/** Words by which people say what they want, and the class it makes. */
export const classCues: readonly { readonly class: CaseClass; readonly words: readonly string[] }[] = [
  {
    class: 'consultation',
    words:
      '请问 想问 咨询 问一下 怎么办理 怎么申请 怎么领取 怎么算 什么条件 什么材料 哪些材料 哪里办 可以吗 能吗 多少钱 需要什么'.split(
        ' ',
      ),
  },
  { class: 'suggestion', words: ['建议', '希望增加', '最好能'] },
  { class: 'praise', words: ['表扬', '感谢', '点赞', '锦旗'] },
  { class: 'report', words: '举报 查处 私自 偷排 违建 违规 过期 受贿 不公开 无证'.split(' ') },
  { class: 'help', words: '请帮 帮我 请尽快 抢修 求助 请派人 派人来 不知道找谁 丢了'.split(' ') },
  { class: 'complaint', words: '投诉 要求 没人管 受不了 态度 不肯 一直不 拖着 扰民 太贵 差'.split(' ') },
]
