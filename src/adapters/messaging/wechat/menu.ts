import type { Links } from './texts.ts'

/** What WeChat tells when somebody presses a button of the menu that opens no page. */
export const menuKeys = { progress: 'progress', rate: 'rate', enterprise: 'enterprise', public: 'public' } as const

type Button =
  | { readonly type: 'view'; readonly name: string; readonly url: string }
  | { readonly type: 'click'; readonly name: string; readonly key: string }
  | { readonly name: string; readonly sub_button: readonly Button[] }

/** A menu as WeChat wants it: three buttons at most, five beneath each, names of 16 and 60 bytes (自定义菜单). */
export interface Menu {
  readonly button: readonly Button[]
}

/** 提交诉求; 我的诉求 with progress and rating; 政策公告 with both modules of the knowledge base. */
export const menuOf = ({ submit }: Links): Menu => ({
  button: [
    { type: 'view', name: '提交诉求', url: submit },
    {
      name: '我的诉求',
      sub_button: [
        { type: 'click', name: '查询进度', key: menuKeys.progress },
        { type: 'click', name: '我的评价', key: menuKeys.rate },
      ],
    },
    {
      name: '政策公告',
      sub_button: [
        { type: 'click', name: '惠企政策', key: menuKeys.enterprise },
        { type: 'click', name: '便民公告', key: menuKeys.public },
      ],
    },
  ],
})
