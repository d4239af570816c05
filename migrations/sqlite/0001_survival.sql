CREATE TABLE `drafts` (
	`id` integer PRIMARY KEY NOT NULL,
	`call_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`text` text NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `drafts_of` ON `drafts` (`call_id`,`agent_id`);--> statement-breakpoint
CREATE INDEX `drafts_old` ON `drafts` (`updated_at`);--> statement-breakpoint
ALTER TABLE `agent_intervals` ADD `until` integer;--> statement-breakpoint
ALTER TABLE `agent_intervals` ADD `next` text;--> statement-breakpoint
ALTER TABLE `agent_intervals` ADD `resume` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `fallback` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `missed_calls` ADD `why` text;