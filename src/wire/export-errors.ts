/** Of the catalogue: why a day could not be exported, or a target did not take it. They stand on the page of exports and are the answer to no request. */
export const exportErrors = {
  export_disk_full: { status: 500, zh: '磁盘已满，未能生成文件。', en: 'The disk is full: the files were not made.' },
  export_no_place: {
    status: 500,
    zh: '数据目录不可写，未能生成文件。',
    en: 'The data folder cannot be written to: the files were not made.',
  },
  export_store_away: {
    status: 500,
    zh: '数据库暂不可用，恢复后自动导出。',
    en: 'The database takes no facts now; days are exported when it does.',
  },
  export_made_elsewhere: {
    status: 500,
    zh: '同一版本已由另一台服务器导出。',
    en: 'Another server has exported this version meanwhile.',
  },
  export_files_gone: {
    status: 500,
    zh: '本机已没有该版本的文件。',
    en: 'The files of this version are not here any more.',
  },
  target_unreachable: { status: 500, zh: '目标不可达。', en: 'The target cannot be reached.' },
  target_sign_in: { status: 500, zh: '目标拒绝登录。', en: 'The target refuses the sign-in.' },
  target_host_key: {
    status: 500,
    zh: '目标主机的密钥与设置不符，未发送任何内容。',
    en: 'The host shows another key than the settings name; nothing was sent.',
  },
  target_no_folder: { status: 500, zh: '目标目录不存在。', en: 'The folder of the target is not there.' },
  target_not_allowed: { status: 500, zh: '目标目录不允许写入。', en: 'The target does not allow writing.' },
  target_full: { status: 500, zh: '目标空间已满。', en: 'The target has no room left.' },
  target_refused: { status: 500, zh: '目标拒绝接收文件。', en: 'The target refused a file.' },
  target_not_whole: {
    status: 500,
    zh: '文件未完整到达目标。',
    en: 'A file did not arrive at the target as it is.',
  },
  export_interrupted: {
    status: 500,
    zh: '发送途中服务器停止。',
    en: 'The server ended while it was sent.',
  },
  figures_disagree: {
    status: 500,
    zh: '墙板、导出与报告的数据不一致。',
    en: 'Wall, export and report tell a figure differently.',
  },
  export_failed: {
    status: 500,
    zh: '发生意外错误，详见服务器日志。',
    en: 'Something unexpected went wrong; the log of the server tells more.',
  },
} as const
