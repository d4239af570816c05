import type { Names } from '../../wire/views.ts'

/** Texts of whose case it is: how it is told, and what is kept of that. */
export const privacyTexts = {
  identity_show: { zh: '查看身份', en: 'Show whose case it is' },
  identity_title: { zh: '查看诉求人身份', en: 'Whose case it is' },
  identity_warning: {
    zh: '姓名与完整号码将显示 60 秒。谁在何时、因何查看，都会记录并可审计。',
    en: 'Name and whole number are shown for 60 seconds. Who looked, when and why is kept for the auditors.',
  },
  identity_reason: { zh: '查看理由', en: 'Why you must know' },
  identity_reason_short: { zh: '至少四个字', en: 'At least four characters' },
  identity_confirm: { zh: '记录并查看', en: 'Keep this and show it' },
  identity_left: { zh: '{n} 秒后隐藏', en: 'Hidden in {n} s' },
  identity_hide: { zh: '立即隐藏', en: 'Hide now' },
  identity_cancel: { zh: '取消', en: 'Cancel' },
  identity_hidden: { zh: '身份已保密', en: 'Kept confidential' },
} as const satisfies Record<string, Names>
