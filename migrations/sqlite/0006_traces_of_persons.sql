ALTER TABLE `attachments` ADD `seq` integer;--> statement-breakpoint
ALTER TABLE `score_objections` ADD `seq` integer;--> statement-breakpoint
ALTER TABLE `score_objections` ADD `ruled_seq` integer;--> statement-breakpoint
CREATE INDEX `score_objections_seq` ON `score_objections` (`seq`);--> statement-breakpoint
CREATE INDEX `score_objections_ruled` ON `score_objections` (`ruled_seq`);--> statement-breakpoint
CREATE INDEX `score_objections_case` ON `score_objections` (`case_no`) WHERE "score_objections"."case_no" is not null;--> statement-breakpoint
CREATE INDEX `outbox_recipient` ON `outbox` (`recipient`);